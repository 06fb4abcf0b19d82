"""All comparisons: maps with their future, tests, personas who live the same way apart, and journeys by lifecycle stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import Look, Overlay, OverlayColumn, OverlayLine, draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.step_graph import branched_links
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.library.objects import Kind, Ref
from journeybook.pages.comparison.ab_tests import AbTestView, ab_tests_of
from journeybook.pages.comparison.curve_contrast import shares_of, zero_of
from journeybook.pages.comparison.future_comparison import futures_of, step_contrast
from journeybook.pages.comparison.persona_comparison import PersonaComparison, SharedStep, persona_comparison
from journeybook.pages.insights.overview import insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

PAGE = "comparisons/"
LEAD = N_(
    "Today against the future, one customer against another, one variant against another, one journey against another."
)

FEWEST_STAGES = 3
"""A journey with fewer known lifecycle stages is a point or a line, and nothing to lay a curve over."""

DRAWN = 6
"""As many journeys as there are colours; the table has them all."""

PEOPLE_SHOWN = 10

ROWS_SHOWN = 40
"""More rows than a screen or two nobody compares; the pages of the maps have what is left out."""


Row: TypeAlias = tuple[Summary, dict[str, EmotionAt | None]]
"""A map with its lowest feeling in each lifecycle stage that it touches."""


@dataclass(frozen=True, slots=True)
class PersonaGap:
    """A journey whose personas go through it differently, with the step at which they are furthest apart."""

    journey: Ref
    cast: PersonaComparison
    meeting: SharedStep


@dataclass(frozen=True, slots=True)
class StageGap:
    """A lifecycle stage with the journeys in which it feels best and worst."""

    lifecycle: Ref
    best: EmotionAt
    worst: EmotionAt

    @property
    def apart(self) -> float:
        """How far apart the two are, on the portal's scale."""
        return self.best.felt.value - self.worst.felt.value


@dataclass(frozen=True, slots=True)
class LifecycleComparison:
    """Journeys over the lifecycle: which stages any of them touches, each one's lowest feeling there, and the picture."""

    stages: Mapping[str, str]
    rows: tuple[tuple[Summary, Mapping[str, EmotionAt | None]], ...]
    picture: Markup
    gaps: tuple[StageGap, ...]


def make_comparisons(portfolio: Portfolio) -> Page:
    """The page that lists every comparison of the portal."""
    context, crumbs = insight_context(portfolio, PAGE)
    body = context.render(
        "comparison/comparisons.html",
        crumbs=crumbs,
        wide=True,
        pages=navigation(context, PAGE),
        lead=_(LEAD),
        futures=[(pair, step_contrast(portfolio, pair)) for pair in futures_of(portfolio)[:ROWS_SHOWN]],
        tests=tests(portfolio)[:ROWS_SHOWN],
        people=people_apart(portfolio)[:PEOPLE_SHOWN],
        crossing=lifecycle_comparison(portfolio),
    )
    return insight_page(context, PAGE, body, _(LEAD))


def tests(portfolio: Portfolio) -> tuple[AbTestView, ...]:
    """The tests of all listed maps: those that are settled first."""
    every = [view for journey in portfolio.listed for view in ab_tests_of(portfolio, journey.id)]
    return tuple(sorted(every, key=lambda each: not each.settled))


def people_apart(portfolio: Portfolio) -> tuple[PersonaGap, ...]:
    """The maps that tell personas apart, the widest difference first."""
    found = []
    for journey in portfolio.listed:
        view = persona_comparison(portfolio, journey.id)
        if view and view.meetings[0].apart:
            found.append(PersonaGap(Ref(Kind.JOURNEY, journey.id), view, view.meetings[0]))
    return tuple(sorted(found, key=lambda each: -(each.meeting.apart or 0)))


def lifecycle_comparison(portfolio: Portfolio) -> LifecycleComparison | None:
    """The journeys that several lifecycle stages of can be compared, those with most stages first; None for fewer than two."""
    rows = lifecycle_rows(portfolio)
    if not rows:
        return None
    touched = {stage for _summary, cells in rows for stage in cells}
    words = portfolio.library.vocabulary.lifecycle
    stages = {key: each.title for key, each in words.items() if key in touched}
    return LifecycleComparison(
        stages=stages,
        rows=tuple(rows[:ROWS_SHOWN]),
        picture=Markup(_picture(portfolio, rows[:DRAWN], stages)),  # noqa: S704 - drawn and escaped by the overlay
        gaps=stage_gaps(portfolio, rows),
    )


def lifecycle_rows(portfolio: Portfolio) -> list[Row]:
    """The maps whose feelings are known in several lifecycle stages, those with most stages first; none for fewer than two."""
    rows = []
    for summary in portfolio.in_view:
        cells = {stage: summary.lowest_in(stage) for stage in summary.lifecycle}
        if sum(1 for each in cells.values() if each) >= FEWEST_STAGES:
            rows.append((summary, cells))
    rows.sort(key=lambda row: -sum(1 for each in row[1].values() if each))
    return rows if len(rows) > 1 else []


def stage_gaps(portfolio: Portfolio, rows: list[Row]) -> tuple[StageGap, ...]:
    """How far apart these maps are in each lifecycle stage that two of them tell of, the furthest first."""
    gaps = [
        gap
        for stage in portfolio.library.vocabulary.lifecycle
        if (gap := _gap(stage, [cells.get(stage) for _summary, cells in rows]))
    ]
    return tuple(sorted(gaps, key=lambda each: -each.apart))


def _gap(stage: str, feelings: list[EmotionAt | None]) -> StageGap | None:
    known = [(each.felt.value, each) for each in feelings if each]
    if len(known) < 2:
        return None
    best, worst = max(known, key=itemgetter(0))[1], min(known, key=itemgetter(0))[1]
    return StageGap(Ref(Kind.LIFECYCLE, stage), best, worst)


def _picture(portfolio: Portfolio, rows: list[Row], stages: Mapping[str, str]) -> str:
    scale = portfolio.library.vocabulary.emotion_scale
    mark = shares_of(scale)
    places = {stage: at for at, stage in enumerate(stages)}
    lines = tuple(
        OverlayLine(
            summary.journey.title,
            Look.ONE,
            tuple(mark(low.felt.value if (low := cells.get(stage)) else None) for stage in stages),
            frozenset(at for at, stage in enumerate(stages) if stage not in cells),
            labelled=False,
            ahead=branched_links(
                summary.graph,
                [places.get(each.stage.lifecycle or "") for each in summary.columns],
                len(places),
            ),
        )
        for summary, cells in rows
    )
    return draw_overlay(
        Overlay(
            title=_("Curves: journeys by lifecycle stage"),
            sentence=_(
                "The lowest feeling of each journey in each lifecycle stage; the table below has the values."
            ),
            columns=tuple(OverlayColumn(title) for title in stages.values()),
            lines=lines,
            zero=zero_of(scale),
        )
    )
