"""Our own words on a map and their explanations: the lanes that it has, the marks in its legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.drawing.view.model import CurveRow, Lane, MapView, Rule
from journeybook.i18n.catalog import gettext as _
from journeybook.insight.summary import Summary
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose
from journeybook.step_fields import LANES

GLOSSARY = "glossary/"

_BY_KEY = {each.key: each for each in TERMS}

LANE_TERMS: Mapping[str, str] = {
    **{key: lane.glossary for key, lane in LANES.items() if lane.glossary},
    "moment_of_truth": "moment-of-truth",
    "assumed": "assumed",
    "lines": "lines",
}
"""The glossary's term for a lane or a mark."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as shown on the map, its meaning, and the address of its entry in the glossary."""

    title: str
    meaning: str
    address: str


def explanation(portfolio: Portfolio, key: str) -> str | None:
    """The address that explains a lane (by its key) or a mark, None if it needs no explanation."""
    term = LANE_TERMS.get(key)
    if term in _BY_KEY:
        return f"{GLOSSARY}#jp--{term}"
    lane = portfolio.library.vocabulary.lanes.get(key)
    return f"{GLOSSARY}#jp--lanes" if lane and lane.summary else None


def words_on(portfolio: Portfolio, view: MapView, summary: Summary) -> tuple[Word, ...]:
    """Every word of ours on the map, each once, in the order of occurrence."""
    found: dict[str, Word] = {}
    for key, title in _keys(view, summary):
        address = explanation(portfolio, key)
        meaning = _meaning(portfolio, key)
        if address and meaning:
            found.setdefault(meaning, Word(title, meaning, address))
    return tuple(found.values())


def _keys(view: MapView, summary: Summary) -> Iterator[tuple[str, str]]:
    if summary.truths:
        yield "moment_of_truth", _("Moment of truth")
    if summary.backed < summary.claims:
        yield "assumed", _("Assumed")
    for row in view.rows:
        if isinstance(row, CurveRow):
            yield "emotion", row.title
        elif isinstance(row, Lane):
            yield row.key, row.title
    if any(isinstance(row, Rule) for row in view.rows):
        yield "lines", _("Lines across the map")


def _meaning(portfolio: Portfolio, key: str) -> str | None:
    term = _BY_KEY.get(LANE_TERMS.get(key, ""))
    if term:
        return _(term.meaning)
    lane = portfolio.library.vocabulary.lanes.get(key)
    return " ".join(plain_prose(lane.summary, portfolio.known).split()) if lane and lane.summary else None
