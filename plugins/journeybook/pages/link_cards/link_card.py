"""The card of an object: what a reader wants to know before following a link to it."""

from __future__ import annotations

from typing import NamedTuple

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import date_words
from journeybook.kinds import VOCABULARY_KINDS
from journeybook.labels.value_labels import EVIDENCE_WORDS, KIND_TITLES, STATUS_WORDS, TYPE_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Status
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.numbers import level_figure

LONGEST = 220
"""The most characters of the text of a card."""

CARD_KINDS = (Kind.JOURNEY, Kind.PERSONA, Kind.EVIDENCE, *(kind for kind in Kind if kind in VOCABULARY_KINDS))
"""The kinds whose links have cards."""


class LinkCard(NamedTuple):
    """A card: what it is of, its title, a text ("" for none), and facts by their labels."""

    kind: str
    title: str
    text: str
    facts: tuple[tuple[str, str], ...]


def link_card(portfolio: Portfolio, ref: Ref) -> LinkCard:
    """The card of an object of `CARD_KINDS`."""
    match ref.kind:
        case Kind.JOURNEY:
            return _journey_card(portfolio, ref)
        case Kind.PERSONA:
            return _persona_card(portfolio, ref)
        case Kind.EVIDENCE:
            return _evidence_card(portfolio, ref)
        case _:
            return _word_card(portfolio, ref)


def _journey_card(portfolio: Portfolio, ref: Ref) -> LinkCard:
    summary = portfolio.summary(ref.id)
    journey = summary.journey
    facts = []
    low = summary.lowest
    if low:
        figure = level_figure(low.emotion.value, portfolio.library.vocabulary.emotion_scale.min)
        step = low.spot.moment.title
        facts.append(
            (
                _("Lowest moment"),
                _("%(step)s (%(word)s, %(figure)s)", step=step, word=low.emotion.word, figure=figure),
            )
        )
    facts += _names(portfolio, _("Personas"), Kind.PERSONA, journey.personas)
    facts += _names(portfolio, _("Owner"), Kind.TEAM, (journey.owner,) if journey.owner else ())
    if journey.reviewed:
        facts.append((_("Reviewed"), date_words(journey.reviewed)))
    kind = TYPE_WORDS[journey.type]
    if journey.status is not Status.PUBLISHED:
        kind = f"{kind} · {STATUS_WORDS[journey.status]}"
    return LinkCard(kind, journey.title, _short(portfolio, journey.summary), tuple(facts))


def _persona_card(portfolio: Portfolio, ref: Ref) -> LinkCard:
    persona = portfolio.library.personas[ref.id]
    facts = [(_("Role"), plain_text(persona.role, portfolio.known))] if persona.role else []
    text = _short(portfolio, persona.summary or persona.quote)
    return LinkCard(KIND_TITLES[Kind.PERSONA], persona.title, text, tuple(facts))


def _evidence_card(portfolio: Portfolio, ref: Ref) -> LinkCard:
    source = portfolio.library.evidence[ref.id]
    facts = [(_("Date"), date_words(source.date))] if source.date else []
    facts += _names(portfolio, _("Owner"), Kind.TEAM, (source.owner,) if source.owner else ())
    kind = EVIDENCE_WORDS[source.kind] if source.kind else KIND_TITLES[Kind.EVIDENCE]
    return LinkCard(kind, source.title, _short(portfolio, source.summary), tuple(facts))


def _word_card(portfolio: Portfolio, ref: Ref) -> LinkCard:
    words = portfolio.library.vocabulary
    summary: str | None
    facts: list[tuple[str, str]] = []
    match ref.kind:
        case Kind.TEAM:
            summary, contact = words.teams[ref.id].summary, words.teams[ref.id].contact
            facts += [(_("Contact"), contact)] if contact else []
        case Kind.SYSTEM:
            summary, team = words.systems[ref.id].summary, words.systems[ref.id].team
            facts += _names(portfolio, KIND_TITLES[Kind.TEAM], Kind.TEAM, (team,) if team else ())
        case Kind.CHANNEL:
            summary = words.channels[ref.id].summary
        case Kind.AREA:
            summary = words.areas[ref.id].summary
        case _:
            summary = words.lifecycle[ref.id].summary
    return LinkCard(
        KIND_TITLES[ref.kind], portfolio.library.title(ref), _short(portfolio, summary), tuple(facts)
    )


def _names(portfolio: Portfolio, label: str, kind: Kind, keys: tuple[str, ...]) -> list[tuple[str, str]]:
    """A fact that names objects, or none."""
    titles = ", ".join(portfolio.library.title(Ref(kind, key)) for key in keys)
    return [(label, titles)] if titles else []


def _short(portfolio: Portfolio, prose: str | None) -> str:
    """Prose without its markup, in one line, and not too long: it ends with a whole word."""
    text = " ".join(plain_prose(prose, portfolio.known).split()) if prose else ""
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"
