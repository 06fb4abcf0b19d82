"""Comparisons: today against the future, persona against persona, variants, and journeys by lifecycle stage."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.pages.comparison import comparison_list
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from numbered_pages import entries, walk

PEOPLE = (make_persona("p-ana", title="Ana"), make_persona("p-tom", title="Tom"))


def journey(key: str, *steps: Any, lifecycle: str = "purchase", **fields: Any) -> Journey:
    return make_journey(
        key, make_stage("Order", *steps, lifecycle=lifecycle), **{"status": "published", **fields}
    )


NOW = journey(
    "m-now",
    make_step("Waits", emotion={"p-ana": -1.5, "p-tom": -2}),
    make_step("Calls", emotion={"p-ana": 0.5, "p-tom": 1.5}),
    make_step("Pays", emotion={"p-ana": 1, "p-tom": 1}),
    make_step("Signs", emotion={"p-ana": 1, "p-tom": 1}),
    personas=["p-ana", "p-tom"],
)
NEXT = journey(
    "m-next",
    make_step("Tracks", was=["waits"], emotion=0.5),
    make_step("Chats", emotion=1),
    make_step("Pays", emotion=0.25),
    make_step("Signs", emotion=1),
    personas=["p-ana"],
    type="future-state",
    future_of="m-now",
)


def library(*journeys: Journey, **shelves: Any) -> Library:
    return make_library(*(journeys or (NOW, NEXT)), personas=PEOPLE, **shelves)


def made(found: Library) -> dict[str, Page]:
    return {plan.address: plan.make() for plan in plan_pages(found, site_name="Atlas")}


def tree(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_largest_change_comes_first_and_what_cannot_be_compared_last() -> None:
    page = made(library())["journeys/m-next/compare/"]
    table = tree(page).xpath("//table[contains(@class, 'jb-comparison-table')]")[0]
    rows = [(words(row.find("th")), words(row.xpath("./td")[-1])) for row in table.xpath("./tbody/tr")]
    assert rows == [
        ("Waits then Tracks", "▲ +2"),
        ("Pays", "▼ −0.75"),
        ("Signs", "0"),
        ("Chats", "–"),
        ("Calls", "–"),
    ]


def test_only_whom_both_maps_tell_of_is_compared() -> None:
    said = words(tree(made(library())["journeys/m-next/compare/"]))
    assert "By what Ana feels, who is on both." in said
    assert "2 to" not in said


def test_the_difference_is_told_in_words() -> None:
    page = tree(made(library())["journeys/m-next/compare/"])
    said = words(page)
    assert "1 of 3 steps that both have gets better, 1 gets worse, 1 stays as it is" in said
    assert "Steps gone and new 1 and 1 Calls, Chats" in said
    heads = [words(each) for each in page.xpath("//h3")]
    assert heads == ["Gains most", "Loses most"]


def test_each_map_leads_to_the_comparison_with_the_other() -> None:
    pages = made(library())
    for address, title in (
        ("journeys/m-now/", "Compared with its future"),
        ("journeys/m-next/", "Compared with today"),
    ):
        page = tree(pages[address])
        assert title in [words(each) for each in page.xpath("//h2")]
        assert page.xpath("//a[contains(@href, 'compare/')]")


def test_a_retired_map_is_not_compared() -> None:
    retired = NOW.model_copy(update={"status": type(NOW.status)("retired")})
    pages = made(library(retired, NEXT))
    assert "journeys/m-next/compare/" not in pages
    assert "compare/" not in pages["journeys/m-next/"].body


def test_personas_are_set_against_each_other_furthest_apart_first() -> None:
    page = tree(made(library())["journeys/m-now/"])
    said = words(page)
    assert (
        "Tom feels 0.12 better than Ana on average; largest improvement at Calls (+1), "
        "largest decline at Waits (−0.5)" in said
    )
    rows = page.xpath("//details[contains(summary, 'largest difference')]//tbody/tr")
    assert [(words(each.find("th")), words(each.xpath("./td")[-1])) for each in rows] == [
        ("Calls", "1"),
        ("Waits", "0.5"),
        ("Pays", "0"),
        ("Signs", "0"),
    ]


def test_a_map_that_tells_nobody_apart_has_nothing_to_compare() -> None:
    pages = made(library(journey("m-one", make_step("Waits", emotion=1), personas=["p-ana", "p-tom"])))
    assert "How it differs by persona" not in pages["journeys/m-one/"].body


ORDERS = Metric.model_validate({"id": "orders", "title": "Orders", "kind": "conversion", "unit": "%"})


def variants(people: int | None, *, winner: bool) -> list[dict[str, Any]]:
    return [
        {"id": "a", "title": "Long form", "people": people, "emotion": -1, "metrics": {"orders": 20}},
        {
            "id": "b",
            "title": "Short form",
            "people": people,
            "emotion": 1,
            "metrics": {"orders": 30},
            "winner": winner,
        },
    ]


@pytest.mark.parametrize(
    ("people", "winner", "said"),
    [
        (500, True, "Short form wins (significant)"),
        (500, False, "The figures favour Short form"),
        (50, True, "Short form is marked as the winner, but the figures do not support it"),
        (50, False, "No significant difference"),
        (None, True, "Short form is marked as the winner, but the figures do not support it"),
    ],
)
def test_only_a_winner_that_the_figures_bear_is_called_one(
    people: int | None, winner: bool, said: str
) -> None:
    step = make_step("Orders", emotion=-1, variants=variants(people, winner=winner))
    pages = made(library(journey("m-test", make_step("Waits", emotion=0), step), metrics={"orders": ORDERS}))
    page = tree(pages["journeys/m-test/"])
    assert words(page.xpath("//p[contains(@class, 'jb-comparison-verdict')]")[0]) == said
    assert said in words(tree(pages["insights/comparisons/"]))


def test_a_verdict_gives_its_reasons() -> None:
    step = make_step("Orders", variants=variants(500, winner=True))
    said = words(
        tree(made(library(journey("m-test", step), metrics={"orders": ORDERS}))["journeys/m-test/"])
    ).replace("\xa0", " ")
    # By hand: pooled 0.25, z = 3.6515, p = 0.00026; the interval is 10 points, give or take 5.33.
    assert "Orders: 30 % with Short form, 20 % with Long form." in said
    assert "The true difference lies between +4.7 and +15.3 points (95 % sure)." in said
    assert (
        "Significant: if both were equally good, such a difference would turn up in fewer than 1 of 1,000 tests"
        in said
    )


def test_many_futures_and_tests_go_on_over_numbered_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison_list, "ROWS", 3)
    futures = [
        journey(
            f"m-then-{at}", make_step("Pays"), title=f"Then {at}", type="future-state", future_of=f"m-{at}"
        )
        for at in range(7)
    ]
    asked = [
        [
            make_step(f"Asks {at}", variants=variants(500 if at == 3 else None, winner=False)),
            make_step(f"Orders {at}", emotion={"p-ana": 1, "p-tom": -1}),
        ]
        for at in range(7)
    ]
    today = [
        journey(
            f"m-{at}", *(asked[at] if at < 5 else [make_step("Pays")]), title=f"Map {at}", personas=["p-ana"]
        )
        for at in range(7)
    ]
    found = library(*today, *futures, metrics={"orders": ORDERS})
    pages = {plan.address: plan for plan in plan_pages(found, site_name="Atlas")}
    read = list(walk(pages, "insights/comparisons/"))
    assert [page.address for page in read] == [
        "insights/comparisons/",
        "insights/comparisons/page/2/",
        "insights/comparisons/page/3/",
    ]
    rows = "//section[.//h2[@id='jp--{}']]//ul/li"
    pairs = [entries(page, f"{rows.format('futures')}//a//text()") for page in read]
    assert [len(each) for each in pairs] == [3, 3, 1]
    assert len({each for part in pairs for each in part}) == 7
    tested = [entries(page, f"{rows.format('tests')}/span[1]/a//text()") for page in read]
    assert [each[0] for each in tested if each] == ["Asks 3", "Asks 2"]
    assert sorted(each for part in tested for each in part) == [f"Asks {at}" for at in range(5)]
    assert ["jp--people" in page.body for page in read] == [True, False, False]


def test_journeys_are_compared_by_lifecycle_stage() -> None:
    def whole(key: str, *levels: float) -> Journey:
        stages = [
            make_stage(f"S{at}", emotion=level, lifecycle=stage)
            for at, (level, stage) in enumerate(zip(levels, ("awareness", "purchase", "use"), strict=False))
        ]
        return make_journey(key, *stages, status="published")

    page = tree(
        made(library(whole("m-a", -1, 0.5, 1), whole("m-b", 1, 0, -0.5), whole("m-c", 2, 2)))[
            "insights/comparisons/"
        ]
    )
    gaps = [words(each) for each in page.xpath("//ul[contains(@class, 'jb-comparison-sentences')]/li")]
    assert gaps[0] == "Awareness: 2 apart, from S0 in M a −1 to S0 in M b +1"
    assert [each.split(":")[0] for each in gaps] == ["Awareness", "Use", "Purchase"]
    rows = page.xpath("//table[contains(@class, 'jb-heat')]/tbody/tr/th")
    assert [words(each) for each in rows] == ["M a", "M b"]


def test_maps_without_a_shared_lifecycle_stage_are_set_against_each_other_stage_by_stage() -> None:
    then = NEXT.model_copy(
        update={"stages": tuple(each.model_copy(update={"lifecycle": None}) for each in NEXT.stages)}
    )
    page = tree(made(library(NOW, then))["journeys/m-next/compare/"])
    assert "Stage by stage" in [words(each) for each in page.xpath("//h2")]
    row = page.xpath("//table[contains(@class, 'jb-comparison-table--stages')]//tbody/tr")[0]
    assert (words(row.find("th")), words(row.xpath("./td")[-1])) == ("Order", "▲ +1.75")


def test_any_two_maps_can_be_chosen_where_there_are_two() -> None:
    pages = made(library())
    options = [words(each) for each in tree(pages["compare/"]).xpath("//select[@name='a']/option")]
    assert options == ["Choose a journey", "M next (future state)", "M now"]
    assert tree(pages["journeys/m-now/"]).xpath("//a[@href='../../compare/?a=m-now']")
    alone = made(library(NOW))
    assert "compare/" not in alone
    assert "compare/" not in alone["journeys/m-now/"].body
