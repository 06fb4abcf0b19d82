"""The atlas: every listed map once, what it says of others in words, and small pages in large portals."""

from __future__ import annotations

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.pages.atlas.atlas_overview import PARTS, AtlasPartLink, StageSummary
from journeybook.pages.page import PagePlan
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from journeybook.site.portal_navigation import portal_nav
from large_portal import large_library
from numbered_pages import assert_small, entries, walk

WORDS = {
    "lifecycle": {"order": {"title": "Order"}, "use": {"title": "Use"}, "idle": {"title": "Idle"}},
    "channels": {"phone": {"title": "Phone"}, "shop": {"title": "Shop"}},
}
BUY = make_journey(
    "m-buy",
    make_stage("Order", make_step("Pays", emotion=-1, channel="shop"), lifecycle="order"),
    make_stage("Use", make_step("Switches on", journey="m-start"), lifecycle="use"),
    personas=["p-ana"],
    next=["m-use", "m-gone"],
)
START = make_journey(
    "m-start",
    make_stage("Use", make_step("Plugs in", emotion=1, channel="phone"), lifecycle="use"),
    parent="m-buy",
)
USE = make_journey(
    "m-use", make_stage("Use", make_step("Calls", same_as="m-start#plugs-in"), lifecycle="use")
)
ALONE = make_journey("m-alone", make_stage("Somewhere", make_step("Waits")))
RETIRED = make_journey("m-gone", make_stage("Order", make_step("Faxes"), lifecycle="order"), status="retired")


def plans(*journeys: object) -> dict[str, PagePlan]:
    library = make_library(*journeys, personas=[make_persona("p-ana")], vocabulary=WORDS)
    return {plan.address: plan for plan in plan_pages(library, site_name="Atlas")}


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.fromstring(plans(BUY, START, USE, ALONE, RETIRED)["atlas/"].make().body)


def test_a_map_without_a_stage_is_there_and_can_be_led_to() -> None:
    empty = make_journey("m-empty", parent="m-buy")
    leads = ALONE.model_copy(update={"next": ("m-empty",)})
    made = html.fromstring(plans(BUY, empty, leads)["atlas/"].make().body)
    assert "M empty" in " ".join(texts(made, "//li[contains(@class, 'jb-atlas-row')]"))
    assert "leads to M empty" in " ".join(texts(made, "//tr"))


def texts(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath(path)]


def test_every_listed_map_has_a_row_and_those_outside_of_the_lifecycle_a_place(
    page: html.HtmlElement,
) -> None:
    rows = texts(page, "//li[contains(@class, 'jb-atlas-row')]/*[contains(@class, 'jb-atlas-row__title')]")
    titles = [each.removesuffix(" Draft").split(" Draft ")[0] for each in rows]
    assert titles == ["M buy", "M start", "M use", "Outside of the lifecycle", "M alone"]


def test_columns_are_the_lifecycle_stages_that_maps_touch(page: html.HtmlElement) -> None:
    assert texts(page, "//ol[contains(@class, 'jb-atlas__columns')]/li") == ["Order", "Use"]


def test_connections_stand_in_words_on_both_sides(page: html.HtmlElement) -> None:
    rows = page.xpath("//table[contains(@class, 'jb-atlas-relations')]/tbody/tr")
    found = {
        row.xpath("string(th/a)"): [" ".join(each.text_content().split()) for each in row.xpath("td//li")]
        for row in rows
    }
    assert found == {
        "M buy": [
            "leads to M use",
            "leads to M gone",
            "Switches on is told in M start",
            "includes M start",
        ],
        "M start": [
            "part of M buy",
            "tells Switches on of M buy",
            "has Calls of M use as a step too",
        ],
        "M use": ["Calls is also a step of M start", "follows M buy"],
        "M alone": [],
    }
    assert texts(page, "//table//span[@class='jb-none']")[-1] == "stands alone"


def test_lines_are_drawn_between_maps_of_the_page_alone(page: html.HtmlElement) -> None:
    numbers = {row.get("data-map"): row.get("data-lines") for row in page.xpath("//li[@data-map]")}
    assert numbers["m-alone"] is None
    assert set(numbers["m-buy"].split()) == {"0", "1", "2"}
    assert texts(page, "//fieldset[contains(@class, 'jb-atlas__legend')]/label/span") == [
        "leads to",
        "is part of",
        "step told in",
        "same step as",
    ]


def test_steps_link_to_their_place_and_say_their_channel(page: html.HtmlElement) -> None:
    (step,) = page.xpath("//ol[contains(@class, 'jb-atlas-steps')]/li[@data-channel='shop']/a")
    assert step.get("href") == "../journeys/m-buy/#m-buy--t-pays"


def test_a_portal_without_listed_maps_has_no_atlas() -> None:
    assert "atlas/" not in plans(RETIRED)
    assert "atlas/" in plans(ALONE)


@pytest.fixture(scope="module")
def large() -> dict[str, PagePlan]:
    library = large_library(400, 5)
    return {plan.address: plan for plan in plan_pages(library, site_name="Atlas")}


def test_a_large_portal_leads_from_a_summary_to_small_drawings(large: dict[str, PagePlan]) -> None:
    first, *drawings = walk(large, "atlas/")
    shown = []
    for page in (first, *drawings):
        assert_small(page)
    for page in drawings:
        shown += entries(page, "//li[@data-map]/@data-map")
    listed = Portfolio(large_library(400, 5), "Atlas").listed_ids
    assert sorted(shown) == sorted(listed)
    linked = entries(first, "//ul[contains(@class, 'jb-atlas-summary__parts')]//a/@href")
    assert linked == [f"page/{number}/" for number in range(2, len(drawings) + 2)]


def test_a_summary_counts_every_map_where_it_comes_and_once_where_it_begins(
    large: dict[str, PagePlan],
) -> None:
    page = html.fromstring(large["atlas/"].make().body)
    begin = [
        int(text.split()[0])
        for text in texts(page, "//li[contains(@class, 'jb-atlas-summary')]//p[contains(., 'here:')]")
    ]
    assert sum(begin) == 400


def test_a_stage_of_many_drawings_links_the_first_and_the_last() -> None:
    stage = StageSummary("use", parts=[AtlasPartLink(number, "A", "B") for number in range(2, 252)])
    shown = stage.parts_shown
    assert len(shown) == PARTS + 1
    assert [each and each.number for each in shown[-3:]] == [PARTS, None, 251]


def test_the_organisation_stands_apart_from_touchpoints() -> None:
    words = {
        **WORDS,
        "teams": {"care": {"title": "Care"}},
        "systems": {"crm": {"title": "CRM"}},
        "areas": {"training": {"title": "Training"}},
    }
    library = make_library(BUY, START, vocabulary=words)
    nav = portal_nav(plan_pages(library, site_name="Atlas"), (), ())
    sections = {title: value for entry in nav for title, value in entry.items()}
    assert [next(iter(each)) for each in sections["Journeys"]] == ["Journeys", "Atlas", "Lifecycle"]
    assert [next(iter(each)) for each in sections["Organisation"]] == ["Teams", "Systems", "Areas"]
    assert sections["Channels"] == "channels/index.md"
