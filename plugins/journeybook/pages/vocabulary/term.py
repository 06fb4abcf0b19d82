"""The pages of channels, teams, systems and areas: every step that uses them, by journey."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.insight.spots import Spot
from journeybook.insight.summary import LocatedPain, pains_of
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Subject, System, Team
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.personas.persona_search import term_record
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.vocabulary.contact import contact_address
from journeybook.pages.vocabulary.usage import Usage
from journeybook.text.numbers import figure

PAINS_SHOWN = 5


def make_term_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the channel, team, system or area of `ref`."""
    context = PageContext(portfolio, address(ref))
    title = portfolio.library.title(ref)
    term: Subject = portfolio.library.shelf(ref.kind)[ref.id]
    crumbs = context.crumbs(Crumb(LIST_TITLES[ref.kind], f"{FOLDERS[ref.kind]}/"), Crumb(title, None))
    found = portfolio.usages(ref)
    parts = [part for usage in found for part in usage.parts]
    pains = tuple(sorted(pains_of(_pained(ref, found)), key=lambda pain: pain.order()))
    contact = term.contact if isinstance(term, Team) else None
    body = context.render(
        "vocabulary/area.html" if ref.kind is Kind.AREA else "vocabulary/term.html",
        crumbs=crumbs,
        ref=ref,
        term=term,
        title=title,
        usages=found,
        pains=pains[:PAINS_SHOWN],
        pain_count=len(pains),
        spots=[part.spot for part in parts],
        lowest=min(
            (usage.lowest for usage in found if usage.lowest),
            key=lambda each: each.emotion.value,
            default=None,
        ),
        gaps=gaps(portfolio, ref, found, pains),
        systems=_systems(portfolio, ref),
        personas=_personas(portfolio, ref),
        others=_others(portfolio, ref),
        run_by=term.team if isinstance(term, System) else None,
        contact=contact,
        contact_href=contact_address(contact, portfolio.library.vocabulary.chat) if contact else None,
        handles=term.handles if isinstance(term, Team) else (),
    )
    return Page(
        address=context.address,
        title=title,
        body=body,
        description=term.summary or "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=term_record(ref, title, term.summary),
    )


def gaps(
    portfolio: Portfolio, ref: Ref, usages: tuple[Usage, ...], pains: tuple[LocatedPain, ...]
) -> tuple[str, ...]:
    """What is missing, in sentences."""
    parts = [part.spot for usage in usages for part in usage.parts]
    words = portfolio.library.vocabulary.lifecycle
    said = []
    silent = sum(1 for spot in parts if not spot.emotions)
    if silent:
        said.append(
            ngettext(
                "%(num)s step without a feeling",
                "%(num)s steps without a feeling",
                silent,
                num=figure(silent),
            )
        )
    unfounded = sum(1 for pain in pains if not pain.backed)
    if unfounded:
        said.append(
            ngettext(
                "%(num)s pain without evidence",
                "%(num)s pains without evidence",
                unfounded,
                num=figure(unfounded),
            )
        )
    touched = {spot.stage.lifecycle for spot in parts}
    if ref.kind is Kind.CHANNEL and touched - {None}:
        missing = [each.title for key, each in words.items() if key not in touched]
        if missing:
            said.append(_("No step in %(stages)s", stages=", ".join(missing)))
    unowned = sum(1 for spot in parts if not _has_team(spot))
    if ref.kind is Kind.SYSTEM and unowned:
        said.append(
            ngettext(
                "%(num)s step without a team", "%(num)s steps without a team", unowned, num=figure(unowned)
            )
        )
    return tuple(said)


def _has_team(spot: Spot) -> bool:
    moment = spot.moment
    return bool(moment.team or any(each.team for each in (*moment.frontstage, *moment.backstage)))


def _pained(ref: Ref, usages: tuple[Usage, ...]) -> list[Spot]:
    """The spots whose pains count: all spots of an area's maps, a team's only where it acts."""
    if ref.kind is Kind.AREA:
        return [spot for usage in usages for spot in usage.summary.spots]
    return [part.spot for usage in usages for part in usage.parts]


def _systems(portfolio: Portfolio, ref: Ref) -> tuple[Ref, ...]:
    if ref.kind is not Kind.TEAM:
        return ()
    systems = portfolio.library.vocabulary.systems
    return tuple(Ref(Kind.SYSTEM, key) for key, each in systems.items() if each.team == ref.id)


def _personas(portfolio: Portfolio, ref: Ref) -> tuple[Persona, ...]:
    """The personas who prefer a channel, or that a team owns."""
    personas = portfolio.library.personas.values()
    return tuple(persona for persona in personas if ref.id in persona.channels and ref.kind is Kind.CHANNEL)


def _others(portfolio: Portfolio, ref: Ref) -> tuple[Use, ...]:
    """Other objects that mention it: personas, evidence, metrics, recommendations."""
    shown = {Kind.JOURNEY, Kind.SYSTEM} | ({Kind.PERSONA} if ref.kind is Kind.CHANNEL else set())
    return tuple(use for use in portfolio.uses(ref) if use.by.kind not in shown)
