"""The search record of a map; its headings have the ids of the page, so that steps are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.spots import Spot
from journeybook.labels.value_labels import KIND_TITLES, TYPE_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Moment
from journeybook.pages.facets import FACETS
from journeybook.pages.page import SearchRecord
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.step_fields import Shape, texts_of
from journeybook.text.escape import escape, escape_words


def journey_record(portfolio: Portfolio, journey: Journey) -> SearchRecord:
    """The record of a map: h1 the map, h2 its stages, h3 its steps, paragraphs for their texts."""
    known = portfolio.known
    lines = [_heading("h1", "jp--title", journey.title)]
    personas = (portfolio.library.title(Ref(Kind.PERSONA, persona)) for persona in journey.personas)
    notes = (journey.summary, journey.objective, journey.scenario, journey.narrative)
    lines += _paragraph(
        (
            *(plain_prose(note, known) for note in notes if note),
            *(", ".join(personas), journey.trigger, journey.outcome, *journey.expectations, *journey.tags),
        )
    )
    spots = {spot.ref.step: spot for spot in portfolio.summaries[journey.id].spots}
    for stage in journey.stages:
        lines.append(_heading("h2", f"{journey.id}--s-{stage.id}", stage.title))
        lines += _paragraph(_texts(portfolio, stage, spots.get(stage.id)))
        for step in stage.steps:
            lines.append(_heading("h3", f"{journey.id}--t-{step.id}", step.title))
            lines += _paragraph(_texts(portfolio, step, spots.get(step.id)))
    return SearchRecord(
        body="\n".join(lines),
        language=journey.language,
        filters=filters_of(portfolio, journey),
        meta={"title": journey.title, "kind": KIND_TITLES[Kind.JOURNEY], "type": TYPE_WORDS[journey.type]},
    )


def filters_of(portfolio: Portfolio, journey: Journey) -> dict[str, tuple[str, ...]]:
    """The facets of a map in readers' words: facet name to values, none of them empty."""
    library = portfolio.library
    found: dict[str, tuple[str, ...]] = {"kind": (KIND_TITLES[Kind.JOURNEY],)}
    for facet in (each for each in FACETS if each.in_search):
        words = facet.words(library)
        values = facet.values(portfolio.summaries[journey.id], None)
        found[facet.name] = tuple(dict.fromkeys(words.get(value, value) for value in values))
    return {name: values for name, values in found.items() if values}


def _heading(tag: str, key: str, title: str) -> str:
    return f'<{tag} id="{key}">{escape(title)}</{tag}>'


def _paragraph(texts: Iterable[str | None]) -> Iterator[str]:
    """All texts of a place in one element, each ended as Pagefind ends paragraphs.

    The index is the same as with several elements, for less work.
    """
    words = " ".join([f"{text}." if text[-1].isalnum() else text for text in texts if text])
    if words:
        yield f"<p>{escape_words(words)}</p>"


def _texts(portfolio: Portfolio, moment: Moment, spot: Spot | None) -> list[str]:
    library, known = portfolio.library, portfolio.known
    names = [library.title(Ref(Kind.CHANNEL, moment.channel))] if moment.channel else []
    names += [library.title(Ref(Kind.PERSONA, persona)) for persona in moment.personas]
    names += [library.title(Ref(Kind.SYSTEM, system)) for system in moment.systems]
    names += [library.title(Ref(Kind.TEAM, moment.team))] if moment.team else []
    texts = [plain_text(text, known) for text in texts_of(moment, Shape.CLAIMS, Shape.PHRASES)]
    texts += [plain_text(phrase.text, known) for lane in moment.lanes.values() for phrase in lane]
    texts += texts_of(moment, Shape.TEXTS, Shape.TEXT)
    texts.append(", ".join(names))
    if spot:
        texts += dict.fromkeys([emotion.word for emotion in spot.emotions])
    if moment.moment_of_truth:
        texts.append(_("Moment of truth"))
    if moment.narrative:
        texts.append(plain_prose(moment.narrative, known))
    return texts
