"""The pages of evidence and of metrics: what they list, what they warn of, and what links to them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence
from journeybook.model.metric import Metric, Reading
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_assets, plan_pages
from page_library import TODAY, small_library
from page_outline import shown_words

HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'x{{ 13*37 }}x</title>"


def made(library: Library, today: datetime.date | None = TODAY) -> dict[str, Page]:
    return {plan.address: plan.make() for plan in plan_pages(library, site_name="Atlas", today=today)}


def tree(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return shown_words(element)


def section(page: Page, name: str) -> html.HtmlElement:
    (found,) = tree(page).xpath(f"//section[@aria-labelledby='jp--{name}']")
    return found


def source(key: str, **fields: Any) -> Evidence:
    return Evidence.model_validate({"id": key, "title": key.capitalize(), **fields})


def metric(key: str, *values: float, **fields: Any) -> Metric:
    readings = [Reading(f"2026-{month:02}-28", value) for month, value in enumerate(values, 1)]
    return Metric.model_validate({"id": key, "title": key.capitalize(), "readings": readings, **fields})


def founded(**fields: Any) -> Library:
    """A map whose first step rests on `talks`, and whose second on nothing but a pain on `calls`."""
    journey = make_journey(
        "m-a",
        make_stage(
            "Order",
            make_step("Waits", emotion=-1, evidence="talks", pains=["No date"], quotes=["Hello?"]),
            make_step("Calls", emotion=-2, pains=[{"text": "No answer", "severity": 3, "evidence": "calls"}]),
            make_step("Pays", emotion=1, gains=["It is quick"]),
        ),
        evidence="desk",
        **fields,
    )
    sources = (
        source("talks", kind="interviews", date="2025-01-10", valid_for="12 months", people=14),
        source("calls", kind="support-data", date="2026-10-01"),
        source("desk"),
    )
    return make_library(journey, evidence={each.id: each for each in sources})


def rests(page: Page) -> list[str]:
    return [words(each) for each in section(page, "claims").xpath(".//ul/li")]


def test_a_source_lists_every_claim_that_rests_on_it_with_the_way_to_its_step() -> None:
    page = made(founded())["evidence/talks/"]
    assert rests(page) == ["Waits Order, whole step frustrated −1 Pain No date Quote “Hello?”"]
    assert section(page, "claims").xpath(".//li//a/@href") == ["../../journeys/m-a/#m-a--t-waits"]
    assert "3 claims in 1 journey" in words(tree(page))


def test_a_claim_s_own_source_says_nothing_of_the_feeling_beside_it() -> None:
    page = made(founded())["evidence/calls/"]
    assert rests(page) == ["Calls Order very frustrated −2 assumed Pain No answer ●●●"]
    assert "1 claim in 1 journey" in words(tree(page))


def test_a_source_that_only_the_map_names_carries_no_claim() -> None:
    page = made(founded())["evidence/desk/"]
    assert "named for the whole map only, not for a claim" in words(section(page, "claims"))
    assert rests(page) == []


def test_a_source_that_nobody_names_says_how_to_name_it() -> None:
    library = make_library(make_journey("m-a"), evidence={"lonely": source("lonely")})
    assert "No journey names it yet" in words(section(made(library)["evidence/lonely/"], "claims"))


def test_what_is_too_old_is_judged_on_the_day_of_the_portal_alone() -> None:
    library = founded()
    for today, old in (
        (None, False),
        (datetime.date(2026, 1, 10), False),
        (datetime.date(2026, 1, 11), True),
    ):
        pages = made(library, today)
        for address in ("evidence/", "evidence/talks/", "journeys/m-a/"):
            marks = tree(pages[address]).xpath(
                "//*[contains(@class, 'jb-is-late')][not(ancestor-or-self::*[@hidden])]"
            )
            assert bool(marks) is old, (address, today)


def test_a_source_that_is_too_old_says_what_rests_on_it_alone() -> None:
    page = made(founded())["evidence/talks/"]
    (notice,) = tree(page).xpath("//p[contains(@class, 'jb-status-notice')]")
    assert words(notice).startswith(
        "This source has been outdated since 10 January 2026. 3 claims have no other backing."
    )


def test_the_index_counts_what_each_map_assumes() -> None:
    page = made(founded())["evidence/"]
    (row,) = section(page, "assumed").xpath(".//tbody/tr")
    assert [words(cell) for cell in row] == [
        *("M a Draft", "Partly backed by research", "", "7", "57 %", "3", "3", "1 gain, 2 feelings"),
    ]
    # 1 of 7 on what holds, 3 of 7 on what is too old.
    assert row.xpath(".//i/@class") == ["jb-w-14", "jb-stack__old jb-w-43", "jb-stack__none"]
    assert words(section(page, "old").xpath(".//li")[0]) == "Talks outdated since 10 January 2026 3 claims"


def test_a_map_explains_its_evidence_and_names_what_it_assumes() -> None:
    page = made(founded())["journeys/m-a/"]
    assert "57 % Partly backed by research: 4 of 7 claims are backed by research" in words(
        section(page, "glance")
    )
    evidence = section(page, "evidence")
    assert "3 claims assumed so far" in words(evidence)
    assert [words(each) for each in evidence.xpath(".//details//li")] == [
        "Calls 1 feeling",
        "Pays 1 gain, 1 feeling",
    ]
    assert "../../evidence/#jp--strength" in evidence.xpath(".//a/@href")
    assert tree(made(founded())["evidence/"]).xpath("//*[@id='jp--strength']")


def test_a_retired_map_rests_on_nothing_any_more() -> None:
    pages = made(founded(status="retired"))
    assert "No journey names it yet" in words(tree(pages["evidence/talks/"]))
    assert "m-a" not in pages["evidence/"].body


def test_personas_and_metrics_stand_with_the_source_that_they_rest_on() -> None:
    library = make_library(
        make_journey("m-a"),
        personas=[make_persona("p-ana", evidence="talks")],
        evidence={"talks": source("talks")},
        metrics={"nps": metric("nps", source="talks")},
    )
    pages = made(library)
    assert [words(each) for each in section(pages["evidence/talks/"], "others").xpath(".//li")] == [
        "P ana persona",
        "Nps metric",
    ]
    assert "../../evidence/talks/" in tree(pages["metrics/nps/"]).xpath("//a/@href")


def test_references_on_other_pages_are_links() -> None:
    pages = made(small_library())
    journey = tree(pages["journeys/switching/"])
    assert journey.xpath("//*[contains(@class, 'jb-step-card')]//dd//a[@href='../../evidence/interviews/']")
    assert journey.xpath("//*[contains(@class, 'jb-map')]//dt/a[@href='../../metrics/csat/']")
    assert tree(pages["personas/amira/"]).xpath("//a[@href='../../evidence/interviews/']")


def test_a_portal_without_them_has_no_pages_for_them() -> None:
    assert not [
        each for each in made(make_library(make_journey())) if each.startswith(("evidence", "metrics"))
    ]


def test_former_ids_of_sources_send_readers_on() -> None:
    library = make_library(
        evidence={"talks": source("talks", was=["chats"])}, metrics={"nps": metric("nps", was=["score"])}
    )
    files = {plan.address: plan.make() for plan in plan_assets(library)}
    assert 'content="0; url=../talks/"' in files["evidence/chats/index.html"]
    assert 'content="0; url=../nps/"' in files["metrics/score/index.html"]


def test_search_finds_them_by_kind_and_findings() -> None:
    pages = made(small_library())
    record = pages["evidence/interviews/"].search
    assert record is not None
    assert record.filters["kind"] == ("Evidence",)
    assert "Waiting without a date is worse than a late date." in record.body
    found = pages["metrics/nps/"].search
    assert found is not None
    assert found.filters["kind"] == ("Metric",)


def test_a_metric_shows_every_value_beside_its_chart() -> None:
    page = made(make_library(metrics={"m": metric("m", 3, 4, 6.5, baseline=3, target=8)}))["metrics/m/"]
    assert len(section(page, "values").xpath(".//circle")) == 3
    rows = section(page, "table").xpath(".//tbody/tr")
    assert [[words(cell) for cell in row] for row in rows] == [
        ["28 Mar 2026", "6.5"],
        ["28 Feb 2026", "4"],
        ["28 Jan 2026", "3"],
    ]
    assert "70 % of the way from 3" in words(section(page, "glance"))
    assert section(page, "glance").xpath(".//*[contains(@class, 'jb-progress')]/i/@class") == ["jb-w-70"]


def test_a_metric_has_one_verdict_and_its_last_change_is_a_detail() -> None:
    """Three months better than the three before are getting better, though the last was worse."""
    values = (10, 10, 11, 15, 16, 15.5)
    pages = made(make_library(metrics={"m": metric("m", *values, better="higher")}))
    for address in ("metrics/", "metrics/m/"):
        judged = {words(each) for each in tree(pages[address]).xpath("//*[contains(@class, 'jb-going')]")}
        assert judged == {"▲ Getting better"}
    assert "▼ 0.5 worse since 28 May 2026" in words(tree(pages["metrics/"]))
    assert tree(pages["metrics/m/"]).xpath("//*[contains(@class, 'jb-change--')]") == []


def test_every_touchpoint_without_an_owner_is_reached() -> None:
    steps = [make_step(f"Step {number}", channel="phone") for number in range(30)]
    journey = make_journey("m-a", make_stage("Order", *steps))
    vocabulary = {"channels": {"phone": {"title": "Phone"}}}
    page = made(make_library(journey, vocabulary=vocabulary))["insights/gaps/"]
    found = section(page, "unowned")
    assert [words(each) for each in found.xpath(".//li//a[contains(@href, '#')]")] == [
        f"Step {number}" for number in range(24)
    ]
    assert words(found.xpath(".//details/summary")[0]) == "24 more"
    assert found.xpath(".//details//p/a/@href") == ["../../channels/phone/"]


def test_each_segment_is_a_line_and_has_its_newest_value() -> None:
    page = made(small_library())["metrics/nps/"]
    assert [words(each) for each in section(page, "values").xpath(".//li")][:3] == ["All", "Homes", "Shops"]
    assert [words(each) for each in section(page, "segments").xpath(".//li")] == [
        "Homes 28 June 2026, 300 people +14",
        "Shops 28 June 2026, 206 people +24",
    ]


def by_segment(*names: str, **fields: Any) -> Metric:
    readings = [
        Reading(f"2026-0{month}-28", 10.0 * at + month, None, name)
        for month in (1, 2)
        for at, name in enumerate(names, 1)
    ]
    return Metric.model_validate({"id": "nps", "title": "NPS", "readings": readings, **fields})


def test_no_segment_s_value_stands_for_the_whole() -> None:
    names = ("Cable", "Fibre", "Mobile", "Phone", "Satellite")
    journey = make_journey(
        "m-a", make_stage("Order", make_step("Pays", metrics={"nps": 7})), metrics=["nps"], status="published"
    )
    shelves = {"metrics": {"nps": by_segment(*names, target=40, baseline=5)}}
    pages = made(make_library(journey, **shelves))
    for place in ("metrics/nps/", "metrics/", "journeys/m-a/"):
        said = words(tree(pages[place]))
        assert "Cable 12 Fibre 22 Mobile 32 Phone 42 and 1 more segment" in said
        assert "better" not in said.replace("Higher is better", "")
    assert "Measured by segment only" in words(tree(pages["metrics/"]))
    assert "measured by segment only" in words(tree(pages["metrics/nps/"]))
    assert not tree(pages["metrics/"]).find_class("jb-progress")


def test_the_only_segment_of_a_metric_is_named_beside_its_value() -> None:
    journey = make_journey(
        "m-a", make_stage("Order", make_step("Pays", metrics={"nps": 7})), metrics=["nps"], status="published"
    )
    pages = made(make_library(journey, metrics={"nps": by_segment("Shops", target=40, baseline=5)}))
    assert "12 28 February 2026, Shops" in words(section(pages["metrics/nps/"], "glance"))
    assert "Shops, 28 February 2026" in words(tree(pages["metrics/"]))
    assert "28 Feb 2026: 12 Shops, 28 February 2026, ▲ 1 better since 28 January 2026, target 40" in words(
        tree(pages["journeys/m-a/"])
    )


def test_small_values_are_printed_with_digits_that_say_something() -> None:
    pages = made(make_library(metrics={"late": metric("late", 0.0051, 0.0048, better="lower", target=0.004)}))
    said = words(tree(pages["metrics/late/"]))
    assert "0.0048 28 February 2026" in said
    assert "▼ 0.0003 better" in said
    assert "Target 0.004" in said


def test_a_metric_without_values_says_so_and_is_listed() -> None:
    pages = made(make_library(metrics={"m": metric("m", target=8, due="2026-01-01")}))
    assert "No values yet." in words(tree(pages["metrics/m/"]))
    assert not tree(pages["metrics/m/"]).xpath("//*[@id='jp--trend']")
    assert "No values yet." in words(tree(pages["metrics/"]))


def test_a_target_that_is_missed_is_late_and_one_that_is_reached_is_not() -> None:
    missed = metric("m", 3, target=8, due="2026-11-01")
    reached = metric("m", 9, target=8, due="2026-11-01")
    assert "overdue since 1 November 2026" in words(
        tree(made(make_library(metrics={"m": missed}))["metrics/"])
    )
    said = words(tree(made(make_library(metrics={"m": reached}))["metrics/"]))
    assert "reached" in said
    assert "overdue" not in said
    assert "overdue" not in words(tree(made(make_library(metrics={"m": missed}), today=None)["metrics/"]))


def test_a_metric_names_every_step_at_which_it_is_read() -> None:
    step = make_step(
        "Pays",
        emotion=1,
        metrics={"m": 3},
        variants=[{"id": "a", "title": "Old form", "metrics": {"m": 2}}, {"id": "b", "title": "New form"}],
    )
    journey = make_journey("m-a", make_stage("Buy", step, metrics={"m": 4}), metrics=["m"])
    page = made(make_library(journey, metrics={"m": metric("m", 5)}))["metrics/m/"]
    used = section(page, "used")
    assert "measures the whole journey" in words(used)
    assert [words(each) for each in used.xpath(".//ul/li")] == [
        "Buy whole stage no feeling noted 4 there",
        "Pays Buy pleased +1 3 there 2 variant Old form",
    ]
    assert used.xpath(".//li//a/@href") == [
        "../../journeys/m-a/#m-a--s-buy",
        "../../journeys/m-a/#m-a--t-pays",
    ]


def counted(*entered: int | None) -> Library:
    stages = [make_stage(f"Stage {at}", entered=count) for at, count in enumerate(entered)]
    return make_library(make_journey("m-a", *stages), metrics={"m": metric("m", 1)})


def test_a_funnel_names_the_largest_loss_and_draws_whole_percents() -> None:
    pages = made(counted(10_000, 6_420, None, 4_010, 2_930))
    for address in ("journeys/m-a/", "metrics/"):
        found = section(pages[address], "drop-off")
        assert "29 % of those who enter Stage 0 get as far as Stage 4." in words(found)
        assert "Largest drop-off between Stage 0 and Stage 1: 3 580 people, 36 %." in words(found).replace(
            "\u202f", " "
        )
        assert found.xpath(".//ol//i/@class") == ["jb-w-100", "jb-w-64", "jb-w-40", "jb-w-29"]
        (largest,) = found.xpath(".//li[@class='jb-is-largest']")
        assert "Stage 1" in words(largest)
        assert "the largest loss" in words(largest)


def test_people_who_join_on_the_way_make_no_bar_longer_than_its_room() -> None:
    found = section(made(counted(50, 100, 100))["journeys/m-a/"], "drop-off")
    assert found.xpath(".//ol//i/@class") == ["jb-w-50", "jb-w-100", "jb-w-100"]
    assert "Nobody drops off." in words(found)


@pytest.mark.parametrize("entered", [(None, None), (10, None), (0, 5), (0, 0)])
def test_counts_that_make_no_funnel_break_no_page(entered: tuple[int | None, ...]) -> None:
    page = made(counted(*entered))["journeys/m-a/"]
    drawn = tree(page).xpath("//*[@id='jp--drop-off']")
    assert bool(drawn) is (None not in entered)


def test_hostile_words_stay_words() -> None:
    evil = source(
        "e-a", title=HOSTILE, method=HOSTILE, findings=[HOSTILE], summary=HOSTILE, narrative=HOSTILE
    )
    number = metric("n-a", 1, 2, title=HOSTILE, unit=HOSTILE[:40], summary=HOSTILE, narrative=HOSTILE)
    readings = (*number.readings, Reading("2026-03-28", 2.0, 5, HOSTILE))
    step = make_step(
        "Pays",
        evidence="e-a",
        emotion=1,
        metrics={"n-a": 3},
        pains=[HOSTILE],
        quotes=[HOSTILE],
        variants=[{"id": "a", "title": HOSTILE, "metrics": {"n-a": 2}}],
    )
    library = make_library(
        make_journey("m-a", make_stage("Buy", step), title=HOSTILE),
        evidence={"e-a": evil},
        metrics={"n-a": number.model_copy(update={"readings": readings})},
    )
    pages = made(library)
    for address in ("evidence/", "evidence/e-a/", "metrics/", "metrics/n-a/", "journeys/m-a/"):
        page = pages[address]
        for body in (page.body, page.search.body if page.search else ""):
            found = html.fragment_fromstring(body, create_parent=True)
            assert not found.xpath("//script | //img | //@*[starts-with(name(), 'on')]"), address
            assert "x481x" not in body, address
    assert "<script>" in words(tree(pages["evidence/e-a/"]))
    assert "<script>" in words(tree(pages["metrics/n-a/"]))


def test_links_of_a_source_lead_to_its_tickets_and_are_found_by_their_titles() -> None:
    ticket = {"title": "Request R-7 <b>", "url": "https://tracker.example/R-7"}
    library = make_library(evidence={"talks": source("talks", links=[ticket])})
    page = made(library)["evidence/talks/"]
    (link,) = section(page, "method").xpath(".//a[@href='https://tracker.example/R-7']")
    assert words(link) == "Request R-7 <b>"
    assert page.search
    assert "Request R-7 &lt;b&gt;" in page.search.body
