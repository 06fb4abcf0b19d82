"""All comparisons: current and future maps, A/B tests, personas, journeys by lifecycle stage."""

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
from journeybook.pages.insights.overview import ROOT, insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

PAGE = "comparisons/"
LEAD = N_(
    "Today against the future, one customer against another, one variant against another, one journey against another."
)

FEWEST_STAGES = 3
"""With fewer known lifecycle stages a curve would be a point or a single line."""

DRAWN = 6
"""One journey for each colour; the table has all of them."""

PEOPLE_SHOWN = 10

ROWS_SHOWN = 40
"""The most rows of the table; further ones are found on the pages of the maps."""

ROWS = 100
"""The most futures, and the most tests, on a page."""


Row: TypeAlias = tuple[Summary, dict[str, EmotionAt | None]]
"""A map with its lowest emotion in each lifecycle stage that it touches."""


@dataclass(frozen=True, slots=True)
class PersonaGap:
    """A journey with several personas, and the step at which their emotions differ most."""

    journey: Ref
    cast: PersonaComparison
    meeting: SharedStep


@dataclass(frozen=True, slots=True)
class StageGap:
    """A lifecycle stage with the journeys of the highest and the lowest emotion."""

    lifecycle: Ref
    best: EmotionAt
    worst: EmotionAt

    @property
    def apart(self) -> float:
        """The difference of the two emotions, on the portal's scale."""
        return self.best.emotion.value - self.worst.emotion.value


@dataclass(frozen=True, slots=True)
class LifecycleComparison:
    """Journeys over the lifecycle: the stages that they touch, lowest emotions, the picture."""

    stages: Mapping[str, str]
    rows: tuple[tuple[Summary, Mapping[str, EmotionAt | None]], ...]
    picture: Markup
    gaps: tuple[StageGap, ...]


def comparison_pages(portfolio: Portfolio) -> int:
    """The number of pages of the lists of futures and of tests."""
    ab_tests = sum(map(portfolio.ab_test_count, portfolio.listed_ids))
    return max(page_count(length, ROWS) for length in (len(portfolio.future_pairs), ab_tests))


@paginated(comparison_pages)
def make_comparisons(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of comparisons: a part of the futures and tests, all else on the first one."""
    pagination = Pagination(f"{ROOT}{PAGE}", number, comparison_pages(portfolio))
    context, crumbs = insight_context(portfolio, PAGE, pagination)
    body = context.render(
        "comparison/comparisons.html",
        crumbs=crumbs,
        wide=True,
        pages=navigation(context, PAGE),
        lead=_(LEAD),
        pagination=pagination,
        futures=[
            (pair, step_contrast(portfolio, pair)) for pair in pagination.entries(futures_of(portfolio), ROWS)
        ],
        tests=pagination.entries(tests(portfolio), ROWS),
        people=people_apart(portfolio)[:PEOPLE_SHOWN] if pagination.is_first else (),
        crossing=lifecycle_comparison(portfolio) if pagination.is_first else None,
    )
    return insight_page(context, PAGE, body, _(LEAD), pagination)


def tests(portfolio: Portfolio) -> tuple[AbTestView, ...]:
    """The tests of all listed maps, those with a result first."""
    tested = filter(portfolio.ab_test_count, portfolio.listed_ids)
    every = [view for key in tested for view in ab_tests_of(portfolio, key)]
    return tuple(sorted(every, key=lambda each: not each.settled))


def people_apart(portfolio: Portfolio) -> tuple[PersonaGap, ...]:
    """The maps with emotions by persona, the widest difference first."""
    found = []
    for journey in portfolio.listed:
        view = persona_comparison(portfolio, journey.id)
        if view and view.meetings[0].apart:
            found.append(PersonaGap(Ref(Kind.JOURNEY, journey.id), view, view.meetings[0]))
    return tuple(sorted(found, key=lambda each: -(each.meeting.apart or 0)))


def lifecycle_comparison(portfolio: Portfolio) -> LifecycleComparison | None:
    """The journeys that can be compared by lifecycle stage; None for fewer than two.

    Those with the most stages come first.
    """
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
    """The maps with emotions in several lifecycle stages; empty for fewer than two.

    Those with the most stages come first.
    """
    rows = []
    for summary in portfolio.in_view:
        cells = {stage: summary.lowest_in(stage) for stage in summary.lifecycle}
        if sum(1 for cell in cells.values() if cell) >= FEWEST_STAGES:
            rows.append((summary, cells))
    rows.sort(key=lambda row: -sum(1 for each in row[1].values() if each))
    return rows if len(rows) > 1 else []


def stage_gaps(portfolio: Portfolio, rows: list[Row]) -> tuple[StageGap, ...]:
    """The difference between maps in each lifecycle stage that two of them share, largest first."""
    gaps = [
        gap
        for stage in portfolio.library.vocabulary.lifecycle
        if (gap := _gap(stage, [cells.get(stage) for _summary, cells in rows]))
    ]
    return tuple(sorted(gaps, key=lambda each: -each.apart))


def _gap(stage: str, feelings: list[EmotionAt | None]) -> StageGap | None:
    known = [(feeling.emotion.value, feeling) for feeling in feelings if feeling]
    if len(known) < 2:
        return None
    best, worst = max(known, key=itemgetter(0))[1], min(known, key=itemgetter(0))[1]
    return StageGap(Ref(Kind.LIFECYCLE, stage), best, worst)


def _picture(portfolio: Portfolio, rows: list[Row], stages: Mapping[str, str]) -> str:
    scale = portfolio.library.vocabulary.emotion_scale
    mark = shares_of(scale)
    places = {stage: index for index, stage in enumerate(stages)}
    lines = tuple(
        OverlayLine(
            summary.journey.title,
            Look.ONE,
            tuple(mark(low.emotion.value if (low := cells.get(stage)) else None) for stage in stages),
            frozenset(index for index, stage in enumerate(stages) if stage not in cells),
            labelled=False,
            ahead=branched_links(
                summary.graph,
                [places.get(column.stage.lifecycle or "") for column in summary.columns],
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
