"""The pages of channels, teams, systems and areas: every step that uses them, by journey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.i18n.formats import comma
from journeybook.insight.spots import Spot
from journeybook.insight.summary import LocatedPain, pains_of
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Subject, System, Team
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.personas.persona_search import term_record
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.vocabulary.contact import contact_address
from journeybook.pages.vocabulary.usage import Usage
from journeybook.text.numbers import figure

PAINS_SHOWN = 5

ROWS = 150
"""About how many rows a page has: steps, each map with a row above its own."""

CURVES = 100
"""About how many maps are on a page of an area, where each has its curve."""

OTHERS = 100
"""The most of each of the lists beside these that are on a page."""


def term_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages a channel, team, system or area takes."""
    lists = (_systems(portfolio, ref), _personas(portfolio, ref), _others(portfolio, ref))
    return max(_usage_pages(portfolio, ref), *(page_count(len(each), OTHERS) for each in lists))


def _usage_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages the maps take, by the mentions of the word, which are counted fast."""
    by = {use.by for use in portfolio.uses(ref) if use.by.kind is Kind.JOURNEY}
    maps = len({each.id for each in by})
    steps = sum(1 for each in by if each.step)
    return page_count(maps, CURVES) if ref.kind is Kind.AREA else page_count(maps + steps, ROWS)


@paginated(term_pages)
def make_term_page(portfolio: Portfolio, ref: Ref, number: int = 1) -> Page:
    """The page of the channel, team, system or area of `ref`.

    Where its maps take several pages, the map with the lowest moment comes first.
    """
    pagination = Pagination(address(ref), number, term_pages(portfolio, ref))
    context = PageContext(portfolio, pagination.here)
    title = portfolio.library.title(ref)
    term: Subject = portfolio.library.shelf(ref.kind)[ref.id]
    crumbs = context.crumbs(
        *pagination.crumbs(Crumb(LIST_TITLES[ref.kind], f"{FOLDERS[ref.kind]}/"), Crumb(title, None))
    )
    found = portfolio.usages(ref)
    pages = _usage_pages(portfolio, ref)
    ordered = sorted(found, key=_worst_first(ref)) if pages > 1 else found
    body = context.render(
        "vocabulary/area.html" if ref.kind is Kind.AREA else "vocabulary/term.html",
        crumbs=crumbs,
        pagination=pagination,
        ref=ref,
        term=term,
        title=title,
        shown=pagination.spread(ordered, pages, _weight(ref)),
        systems=pagination.entries(_systems(portfolio, ref), OTHERS),
        personas=pagination.entries(_personas(portfolio, ref), OTHERS),
        others=pagination.entries(_others(portfolio, ref), OTHERS),
        **(_whole(portfolio, ref, term, found) if pagination.is_first else _NOTHING),
    )
    return Page(
        address=context.address,
        title=pagination.title(title),
        body=body,
        description=term.summary or "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=term_record(ref, title, term.summary) if pagination.is_first else None,
    )


_NOTHING: Mapping[str, Any] = MappingProxyType({"pains": (), "gaps": ()})
"""What the template is given of the whole on a page that continues another."""


def _whole(portfolio: Portfolio, ref: Ref, term: Subject, found: tuple[Usage, ...]) -> Mapping[str, Any]:
    """What is true of all maps together, for the template of the first page."""
    pains = tuple(sorted(pains_of(_pained(ref, found)), key=lambda pain: pain.order()))
    contact = term.contact if isinstance(term, Team) else None
    return {
        "journeys": len(found),
        "steps": sum(len(usage.parts) for usage in found),
        "pains": pains[:PAINS_SHOWN],
        "pain_count": len(pains),
        "lowest": min(
            (usage.lowest for usage in found if usage.lowest),
            key=lambda each: each.emotion.value,
            default=None,
        ),
        "gaps": gaps(portfolio, ref, found, pains),
        "run_by": term.team if isinstance(term, System) else None,
        "contact": contact,
        "contact_href": contact_address(contact, portfolio.library.vocabulary.chat) if contact else None,
        "handles": term.handles if isinstance(term, Team) else (),
    }


def _worst_first(ref: Ref) -> Callable[[Usage], float]:
    """The sort key of maps: the lowest moment in the steps that count, of an area in all."""

    def key(usage: Usage) -> float:
        low = usage.summary.lowest if ref.kind is Kind.AREA else usage.lowest
        return low.emotion.value if low else float("inf")

    return key


def _weight(ref: Ref) -> Callable[[Usage], int]:
    """How many rows a map takes."""
    return (lambda _usage: 1) if ref.kind is Kind.AREA else (lambda usage: 1 + len(usage.parts))


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
            said.append(_("No step in %(stages)s", stages=comma().join(missing)))
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
