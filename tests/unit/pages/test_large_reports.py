"""Reviews, changes, recommendations, metrics and paths of a large portal: all of it, on pages that stay small."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from lxml import html

from journeybook.history.change import Act, Change, Sort
from journeybook.history.edits import Edit, History, Ownership
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.metric import Metric, Reading
from journeybook.model.path import ReadingPath
from journeybook.model.recommendation import Recommendation
from journeybook.pages.changes.changes import EDITS, MAPS
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.recommendations.board import CARDS, ROWS
from large_portal import large_library
from numbered_pages import assert_small, entries, walk

TODAY = datetime.date(2026, 11, 15)
JOURNEYS = 450
STATUSES = ("proposed", "accepted", "in-progress", "done", "dropped")
"""Of every status as many, so that each column of the board goes on."""

RECOMMENDATIONS = 5 * (CARDS + 10)
METRICS = 90
PATHS = 130
COMMITS = 250


def edits() -> Iterator[Edit]:
    for number in range(COMMITS):
        ref = Ref(Kind.JOURNEY, f"m-{number % JOURNEYS:05}")
        change = Change(
            Sort.REGRESSION, Act.CHANGED, Ref(ref.kind, ref.id, "look"), "emotion", before=1.0, after=-1.0
        )
        yield Edit(
            f"{COMMITS - number:040x}",
            1_790_000_000 - number * 40_000,
            ("Ana",),
            "Listen",
            ref,
            "",
            (change,),
        )


@pytest.fixture(scope="module")
def library() -> Library:
    def recommendation(number: int) -> Recommendation:
        rated = {"customer_value": number % 10 + 1, "business_value": number % 7 + 1} if number % 9 else {}
        return Recommendation.model_validate(
            {
                "id": f"r-{number}",
                "title": f"Recommendation {number}",
                "status": STATUSES[number % 5],
                "owner": "team-1",
                **rated,
            }
        )

    def metric(number: int) -> Metric:
        readings = [Reading(f"2026-{month:02}-28", 10.0 + number + month) for month in range(1, 10)]
        late = {"due": "2026-03-01"} if number % 3 == 0 else {}
        fields = {"id": f"k-{number}", "title": f"Metric {number:03}", "baseline": 1, "target": 500}
        return Metric.model_validate({**fields, **late, "readings": readings})

    def path(number: int) -> ReadingPath:
        steps = [{"read": f"journey/m-{number:05}", "why": "Because."}]
        return ReadingPath.model_validate({"id": f"w-{number}", "title": f"Path {number:03}", "steps": steps})

    return large_library(
        JOURNEYS,
        recommendations={each.id: each for each in map(recommendation, range(RECOMMENDATIONS))},
        metrics={each.id: each for each in map(metric, range(METRICS))},
        paths={each.id: each for each in map(path, range(PATHS))},
    )


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, PagePlan]:
    day = datetime.date(2026, 9, 21)
    care = {Ref(Kind.JOURNEY, key): Ownership(day, day, ("Ana",)) for key in library.journeys}
    history = History(tuple(edits()), care)
    plans = plan_pages(library, site_name="Atlas", today=TODAY, history=history)
    return {plan.address: plan for plan in plans}


def whole(pages: dict[str, PagePlan], address: str) -> list[Page]:
    """The pages of a list, each of which is small, and all that are planned for it."""
    found = list(walk(pages, address))
    for page in found:
        assert_small(page)
    assert [page.address for page in found] == [
        each for each in pages if each == address or each.startswith(f"{address}page/")
    ]
    assert len(found) > 1
    return found


def all_entries(found: list[Page], path: str) -> list[str]:
    return [text for page in found for text in entries(page, path)]


def test_every_review_is_on_one_page_and_teams_lead_to_theirs(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "review/")
    rows = all_entries(found, "//table[contains(@class, 'jb-review-table')]//th[@scope='row']//bdi/text()")
    assert len([each for each in rows if each.startswith("Looking for")]) == JOURNEYS
    assert len(set(rows)) == len(rows)
    waiting = all_entries(found, "//dl//b[@data-figure='overdue']/text()")
    assert len(waiting) == 1, "figures over all stand on the first page alone"
    anchors = {page.address: set(entries(page, "//*/@id")) for page in found}
    links = entries(found[0], "//ul[@class='jb-review-teams']/li/a/@href")
    assert len(links) >= 5
    assert any(link.startswith("page/") for link in links)
    for link in links:
        place, _hash, anchor = link.partition("#")
        assert anchor in anchors[f"review/{place}"]


def test_every_change_is_on_one_page_and_what_leads_to_it_finds_it(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "changes/")
    anchors = [entries(page, "//li[@class='jb-changes-edit']/@id") for page in found]
    assert [len(each) for each in anchors] == [EDITS, EDITS, COMMITS - 2 * EDITS]
    assert len({each for some in anchors for each in some}) == COMMITS
    days = all_entries(found, "//section[@class='jb-changes-day']/h3/time/@datetime")
    assert days == sorted(days, reverse=True)
    maps = all_entries(found, "//table/tbody/tr/th//bdi/text()")
    assert len(maps) == len(set(maps)) == JOURNEYS
    assert len(entries(found[0], "//table/tbody/tr/th//bdi/text()")) == MAPS
    by_address = {page.address: set(some) for page, some in zip(found, anchors, strict=True)}
    for link in entries(found[0], "//ul/li/a[contains(@href, '#jp--e-')]/@href"):
        place, _hash, anchor = link.partition("#")
        assert anchor in by_address[f"changes/{place}"]
    assert "Of the newest 200 changes." in found[0].body


def test_every_recommendation_is_on_the_board_and_in_the_table_once(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "recommendations/")
    cards = all_entries(found, "//p[@class='jb-recommendation-card__title']//bdi/text()")
    assert len(cards) == len(set(cards)) == RECOMMENDATIONS
    numbers = [entries(page, "//h3[@class='jb-recommendation-column__title']/small/text()") for page in found]
    assert numbers == [[str(RECOMMENDATIONS // 5)] * 5] * len(found), "figures are over all"
    rows = all_entries(found, "//table[contains(@class, 'jb-recommendation-table')]/tbody/tr/td[1]/text()")
    ranked = [int(each) for each in rows if each.isdigit()]
    assert ranked == list(range(1, len(ranked) + 1))
    assert len(rows) == RECOMMENDATIONS // 5 * 3
    bubbles = [
        len(entries(page, "//li[contains(@class, 'jb-recommendation-spot')]/a/@href")) for page in found
    ]
    assert bubbles == [ROWS, *[0] * (len(found) - 1)]
    assert f"The chart shows the {ROWS} most valuable of {len(ranked)}." in found[0].body
    assert "Nothing yet" not in "".join(page.body for page in found)


def test_every_metric_is_met_once_and_late_ones_first(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "metrics/")
    titles = all_entries(found, "//h2[@class='jb-card__title']//bdi/text()")
    late = [f"Metric {number:03}" for number in range(0, METRICS, 3)]
    assert sorted(titles) == [f"Metric {number:03}" for number in range(METRICS)]
    assert titles[: len(late)] == late


def test_every_reading_path_is_met_once(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "paths/")
    titles = all_entries(found, "//p[@class='jb-card__title']//bdi/text()")
    assert titles == [f"Path {number:03}" for number in range(PATHS)]


@pytest.mark.parametrize(
    "address", ["", "insights/", "insights/comparisons/", "glossary/", "reference/format/"]
)
def test_pages_that_summarise_stay_small(pages: dict[str, PagePlan], address: str) -> None:
    page = pages[address].make()
    assert_small(page)
    assert html.fromstring(page.body) is not None
