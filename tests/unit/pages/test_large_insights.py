"""Insights over many maps: every finding once, the worst first, figures over all, pages that stay small."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from fuzzing import inputs
from journeybook.insight.list_lengths import LISTS, list_entries, list_lengths
from journeybook.insight.overview import overview
from journeybook.insight.summary import summarise
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.objects import Library
from journeybook.pages.insights.health_page import ROWS
from journeybook.pages.insights.overview import CELLS_SHOWN, STEPS_TOGETHER
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from large_portal import CHANNELS, large_library, words
from map_strategies import journeys
from numbered_pages import assert_small, entries, walk

TODAY = datetime.date(2026, 11, 15)
MAPS = 520
PEOPLE = 230


@pytest.fixture(scope="module")
def library() -> Library:
    return large_library(MAPS, PEOPLE)


@pytest.fixture(scope="module")
def portfolio(library: Library) -> Portfolio:
    return Portfolio(library, "Atlas", today=TODAY)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, PagePlan]:
    return {plan.address: plan for plan in plan_pages(library, site_name="Atlas", today=TODAY)}


def whole(pages: dict[str, PagePlan], address: str) -> list[Page]:
    """The pages of a list, each of which is small, and all that are planned for it."""
    found = list(walk(pages, address))
    for page in found:
        assert_small(page)
    assert [page.address for page in found] == [
        each for each in pages if each == address or each.startswith(f"{address}page/")
    ]
    return found


STATEMENT = "//ol[contains(@class, 'jb-insight-pains')]/li/div/p[1]/*[1]/descendant-or-self::bdi"


@pytest.mark.parametrize("name", ["pains", "opportunities", "gains", "quotes"])
def test_every_finding_is_met_once_and_in_order(
    portfolio: Portfolio, pages: dict[str, PagePlan], name: str
) -> None:
    every = getattr(portfolio.overview, name)
    expected = [each.pain.text if name == "pains" else each.text for each in every]
    met = [
        text for page in whole(pages, f"insights/{name}/") for text in entries(page, f"{STATEMENT}/text()")
    ]
    assert len(every) == MAPS
    assert met == expected[:LIST_SHOWN]


@pytest.mark.parametrize("name", ["pains", "opportunities", "quotes"])
def test_numbers_go_on_and_figures_are_over_all(pages: dict[str, PagePlan], name: str) -> None:
    found = whole(pages, f"insights/{name}/")
    starts = [entries(page, "//ol[contains(@class, 'jb-insight-pains')]/@start") for page in found]
    assert starts == [[], ["101"], ["201"], ["301"], ["401"]]
    assert all("520" in page.body for page in found)
    assert ["The first 500 of" in page.body for page in found] == [False] * 4 + [True]


def test_bright_spots_moments_and_needs_are_met_once(
    portfolio: Portfolio, pages: dict[str, PagePlan]
) -> None:
    for address, key, spots in (
        ("insights/bright-spots/", "bright-spots", portfolio.overview.bright_spots),
        ("insights/moments/", "moments-of-truth", portfolio.overview.truths),
        ("insights/moments/", "unmet-needs", [spot for spot, _ in portfolio.overview.needs]),
    ):
        links = f"//ul[@data-entries='{key}']/li//a[contains(@href, '#')]/@href"
        met = [
            each.rpartition("journeys/")[2] for page in whole(pages, address) for each in entries(page, links)
        ]
        assert met == [
            f"{each.journey.id}/#{each.journey.id}--t-{each.moment.id}" for each in spots[:LIST_SHOWN]
        ], key


def test_the_list_of_needs_may_end_before_that_of_moments(pages: dict[str, PagePlan]) -> None:
    last = whole(pages, "insights/moments/")[-1]
    assert "jp--truths" in last.body
    assert "jp--needs" not in last.body
    assert "None: at every low step" not in last.body


def test_health_goes_on_map_by_map_from_the_worst(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "insights/health/")
    assert len(found) == -(-MAPS // ROWS)
    scores = [
        float(each)
        for page in found
        for each in entries(page, "//td/span[@class='jb-insight-score']/b/text()")
    ]
    assert len(scores) == MAPS
    assert scores == sorted(scores)
    names = {each for page in found for each in entries(page, "//tbody/tr/th//bdi/text()")}
    assert len([each for each in names if each.startswith("Looking for")]) == MAPS
    # What is true of all maps is said once, on the first page.
    assert ["jp--total" in page.body for page in found] == [True, *[False] * (len(found) - 1)]


def test_personas_with_the_most_gaps_come_first(pages: dict[str, PagePlan]) -> None:
    found = whole(pages, "insights/gaps/")
    rows = [len(row.xpath("td[@class='jb-insight-cover__none']")) for page in found for row in tables(page)]
    assert len(rows) == PEOPLE
    assert rows == sorted(rows, reverse=True)
    assert "jp--unowned" in found[0].body
    assert "more channels" in found[0].body
    assert "jp--unowned" not in found[1].body


def tables(page: Page) -> list:  # type: ignore[type-arg]

    return html.fromstring(page.body).xpath("//table[contains(@class, 'jb-insight-cover')]/tbody/tr")


def test_many_channels_that_nobody_owns_list_fewer_touchpoints_each() -> None:
    channels = [f"channel-{number}" for number in range(40)]
    maps = [
        make_journey(
            f"m-{channel}",
            make_stage("Ask", *(make_step(f"Asks {words(at)}", channel=channel) for at in range(30))),
            title=f"Asking by {channel}",
            status="published",
        )
        for channel in channels
    ]
    plans = plan_pages(
        make_library(*maps, vocabulary={"channels": dict.fromkeys(channels)}), site_name="Atlas"
    )
    page = next(plan.make() for plan in plans if plan.address == "insights/gaps/")
    assert_small(page)
    named = [
        len(entries(page, f"//ul[@class='jb-insight-owners']/li[{at}]//ul/li/a[1]/@href")) for at in (1, 40)
    ]
    assert named == [10, 10]
    assert page.body.count("All touchpoints of") == 40


def test_the_heat_map_has_the_worst_channels_and_leads_to_the_others(pages: dict[str, PagePlan]) -> None:
    page = pages["insights/"].make()
    assert_small(page)
    shown = entries(page, "//table[contains(@class, 'jb-insight-heat')]/tbody/tr/th//bdi/text()")
    cells = entries(page, "//div[contains(@class, 'jb-insight-card')]/@id")
    steps = entries(page, "//ul[@class='jb-insight-card__steps']/li/span/a/@href")
    assert len(cells) <= CELLS_SHOWN
    assert len(steps) <= max(STEPS_TOGETHER, len(cells))
    assert f"{len(CHANNELS) - len(shown)} more channels" in page.body


@pytest.mark.parametrize("most", [1, 7, 10_000])
def test_lengths_of_lists_are_known_before_the_lists(portfolio: Portfolio, most: int) -> None:
    scale = portfolio.library.vocabulary.emotion_scale
    lengths = list_lengths([list_entries(each, scale) for each in portfolio.listed], most)
    for name in LISTS:
        key = {"moments_of_truth": "truths", "unmet_needs": "needs"}.get(name, name)
        assert lengths[name] == min(most, len(getattr(portfolio.overview, key))), name


@inputs(20)
@given(st.lists(journeys(), max_size=2))
def test_lengths_of_lists_are_those_of_any_maps(found: list[Any]) -> None:
    numbered = [each.model_copy(update={"id": f"m-{number}"}) for number, each in enumerate(found)]
    library = make_library(*numbered)
    scale = library.vocabulary.emotion_scale
    made = overview(library, [summarise(each, scale) for each in numbered])
    lengths = list_lengths([list_entries(each, scale) for each in numbered], LIST_SHOWN)
    for name in LISTS:
        key = {"moments_of_truth": "truths", "unmet_needs": "needs"}.get(name, name)
        assert lengths[name] == len(getattr(made, key)), name
