"""The search record of a map; its headings have the ids of the page, so that steps are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.spots import Spot
from journeybook.labels.value_labels import KIND_TITLES, TYPE_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.pages.facets import FACETS
from journeybook.pages.page import SearchRecord
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.step_fields import LANES, texts_by_lane
from journeybook.text.escape import escape, escape_words

LOWER_LEVELS = (0, 1, 2)
"""The levels of emotion, from the worst to the middle, at or below which search can look."""


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
        lines += _moment(portfolio, stage, stage, spots.get(stage.id))
        for step in stage.steps:
            lines.append(_heading("h3", f"{journey.id}--t-{step.id}", step.title))
            lines += _moment(portfolio, stage, step, spots.get(step.id))
    return SearchRecord(
        body="\n".join(lines),
        language=journey.language,
        filters=filters_of(portfolio, journey),
        meta={"title": journey.title, "kind": KIND_TITLES[Kind.JOURNEY], "type": TYPE_WORDS[journey.type]},
    )


def filters_of(portfolio: Portfolio, journey: Journey) -> dict[str, tuple[str, ...]]:
    """The facets of a map in readers' words: facet name to values, none of them empty.

    Besides those of the map there are the lanes that its steps fill, the teams that work on them,
    and for each of the lower levels of emotion whether a step has it or a lower one.
    """
    library = portfolio.library
    summary = portfolio.summaries[journey.id]
    moments = [spot.moment for spot in summary.spots]
    lanes = dict.fromkeys(lane for moment in moments for lane, _texts in texts_by_lane(moment) if lane)
    found: dict[str, tuple[str, ...]] = {
        "kind": (KIND_TITLES[Kind.JOURNEY], *(_(LANES[lane].title) for lane in lanes)),
        "team": tuple(
            dict.fromkeys(library.title(Ref(Kind.TEAM, each.team)) for each in moments if each.team)
        ),
    }
    lowest = min((spot.lowest.level for spot in summary.spots if spot.lowest), default=None)
    if lowest is not None:
        found["feeling"] = tuple(str(level) for level in LOWER_LEVELS if lowest <= level)
    for facet in (each for each in FACETS if each.in_search):
        words = facet.words(library)
        values = facet.values(summary, None)
        found[facet.name] = tuple(dict.fromkeys(words.get(value, value) for value in values))
    return {name: values for name, values in found.items() if values}


def _heading(tag: str, key: str, title: str) -> str:
    return f'<{tag} id="{key}">{escape(title)}</{tag}>'


def _paragraph(texts: Iterable[str | None]) -> Iterator[str]:
    """All texts of a place in one element, which is less work for the index than several."""
    words = " ".join(_sentences(texts))
    if words:
        yield f"<p>{words}</p>"


def _moment(portfolio: Portfolio, stage: Stage, moment: Moment, spot: Spot | None) -> Iterator[str]:
    """The texts of a stage or step, lane by lane, each lane behind a mark that names it.

    The first mark holds the facets of the step, see `search_mark`.
    """
    library, known = portfolio.library, portfolio.known
    personas = spot.personas if spot else moment.personas
    team = library.title(Ref(Kind.TEAM, moment.team)) if moment.team else None
    channel = library.title(Ref(Kind.CHANNEL, moment.channel)) if moment.channel else None
    names = [library.title(Ref(Kind.PERSONA, persona)) for persona in personas]
    facets = [("persona", name) for name in names]
    facets += [("channel", channel)] if channel else []
    facets += [("team", team)] if team else []
    facets += [("lifecycle", library.title(Ref(Kind.LIFECYCLE, stage.lifecycle)))] if stage.lifecycle else []
    facets += [("feeling", str(spot.lowest.level))] if spot and spot.lowest else []
    parts = [search_mark(facets)] if facets else []
    for lane, texts in texts_by_lane(moment):
        if lane:
            parts.append(search_mark([("lane", lane), ("title", _(LANES[lane].title))]))
        parts += _sentences(plain_text(text, known) for text in texts)
    others = [plain_text(phrase.text, known) for lane in moment.lanes.values() for phrase in lane]
    others += dict.fromkeys([emotion.word for emotion in spot.emotions]) if spot else []
    others += [text for text in (moment.image.alt, moment.image.caption) if text] if moment.image else []
    others += [_("Moment of truth")] if moment.moment_of_truth else []
    others += [plain_prose(moment.narrative, known)] if moment.narrative else []
    systems = (library.title(Ref(Kind.SYSTEM, system)) for system in moment.systems)
    said = [library.title(Ref(Kind.PERSONA, persona)) for persona in moment.personas]
    about = ", ".join(each for each in (channel, *said, *systems, team) if each)
    if others or about:
        parts += [search_mark([("lane", "")]), *_sentences((*others, about))]
    if parts:
        yield f"<p>{' '.join(parts)}</p>"


def search_mark(values: Iterable[tuple[str, str]]) -> str:
    """An element whose id holds names and values as in a query of an address, behind `~`.

    The index keeps it with its place among the words; the search box reads facets and lanes of it.
    """
    return f'<i id="~{escape(urlencode(list(values)))}"></i>'


def _sentences(texts: Iterable[str | None]) -> Iterator[str]:
    """Escaped texts, each ended as Pagefind ends paragraphs."""
    return (escape_words(f"{text}." if text[-1].isalnum() else text) for text in texts if text)
