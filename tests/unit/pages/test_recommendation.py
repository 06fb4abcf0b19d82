"""The pages of recommendations: every part of a SMART goal in sight, progress in words, lateness by the given day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.metric import Metric, Reading
from journeybook.model.recommendation import Recommendation
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import Due, proposal
from page_outline import shown_words

NOW = make_journey(
    "m-now",
    make_stage(
        "Order",
        make_step(
            "Waits",
            emotion=-1.7,
            pains=[{"text": "No date for nine days", "severity": 3}],
            opportunities=[{"text": "Show the slot", "recommendation": "tracker"}],
        ),
        make_step("Pays", emotion=0.5),
    ),
    status="published",
)
NEXT = make_journey(
    "m-next",
    make_stage("Order", make_step("Waits", emotion=0.5)),
    status="published",
    type="future-state",
    future_of="m-now",
)
TEAMS = {"teams": {"digital": "Digital"}}
SMART = {
    "specific": "Show the slot.",
    "measurable": {"metric": "calls", "from": 22, "to": 12},
    "achievable": {"effort": 4, "team": "digital"},
    "relevant": ["m-now#waits"],
    "due": "2027-03-31",
    "customer_value": 9,
    "business_value": 7,
    "status": "in-progress",
    "owner": "digital",
}


def library(value: float | None = 19.5, **recommendations: dict[str, Any]) -> Library:
    calls = Metric.model_validate(
        {"id": "calls", "title": "Calls", "unit": "%", "better": "lower"}
        | ({"readings": (Reading("2026-10-31", value),)} if value is not None else {})
    )
    found = recommendations or {"tracker": SMART}
    return make_library(
        NOW,
        NEXT,
        vocabulary=TEAMS,
        metrics={"calls": calls},
        recommendations={
            key: Recommendation.model_validate({"id": key, "title": key.capitalize(), **fields})
            for key, fields in found.items()
        },
    )


def made(library: Library, today: datetime.date | None = None) -> dict[str, Page]:
    return {plan.address: plan.make() for plan in plan_pages(library, site_name="Atlas", today=today)}


def tree(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return shown_words(element)


def parts(page: Page) -> dict[str, str]:
    rows = tree(page).xpath("//dl[contains(@class, 'jb-recommendation-smart')]/div")
    return {words(row.find("dt")): words(row.find("dd")) for row in rows}


def test_every_part_of_a_goal_is_in_sight() -> None:
    found = parts(made(library())["recommendations/tracker/"])
    assert list(found) == ["Specific", "Measurable", "Achievable", "Relevant", "Time-bound"]
    assert found["Specific"] == "Show the slot."
    assert "Now 19.5 %, 25 % of the way from 22 % to 12 %" in found["Measurable"].replace("\xa0", " ")
    assert found["Achievable"] == "Effort 4 of 10, done by Digital"
    assert "−1.7 Waits in M now No date for nine days" in found["Relevant"]
    assert found["Time-bound"] == "31 March 2027"


def test_what_is_missing_is_said_to_be_missing() -> None:
    found = parts(made(library(bare={}))["recommendations/bare/"])
    assert [found[part] for part in ("Specific", "Measurable", "Achievable", "Time-bound")] == [
        "not written down yet"
    ] * 4
    assert found["Relevant"] == "answers nothing yet"


def progress_of(value: float | None, **fields: Any) -> str:
    portfolio = Portfolio(library(value, tracker={**SMART, **fields}), "Atlas")
    return proposal(portfolio, "tracker").progress_words.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (22, "Now 22 %, where it started, on the way to 12 %"),
        (17, "Now 17 %, 50 % of the way from 22 % to 12 %"),
        (12, "Now 12 %, target 12 %: reached"),
        (9, "Now 9 %, target 12 %: reached"),
        (24, "Now 24 %, further from 12 % than it was at 22 %"),
        (None, "The metric has no value yet"),
    ],
)
def test_progress_is_told_by_the_newest_value(value: float | None, said: str) -> None:
    assert progress_of(value) == said


def test_an_aim_without_ends_tells_the_value_alone() -> None:
    assert progress_of(17, measurable={"metric": "calls"}) == "Now 17 %"
    assert progress_of(17, measurable=None) == "Nothing is measured yet"


def test_no_progress_is_claimed_before_the_work_has_begun() -> None:
    page = made(library(17, tracker={**SMART, "status": "accepted"}))["recommendations/tracker/"]
    said = parts(page)["Measurable"].replace("\xa0", " ")
    assert "From 22 % to 12 %, now 17 %" in said
    assert "of the way" not in said
    assert not tree(page).xpath("//svg[contains(@class, 'jb-recommendation-bar')]")


def test_a_bar_is_as_long_as_the_way_that_is_done() -> None:
    page = made(library(17))["recommendations/tracker/"]
    assert tree(page).xpath("//rect[@class='jb-recommendation-bar__done']/@width") == ["50"]


@pytest.mark.parametrize(
    ("status", "today", "due", "said"),
    [
        ("accepted", datetime.date(2027, 4, 1), Due.LATE, "overdue since 31 March 2027"),
        ("accepted", datetime.date(2027, 3, 31), Due.SOON, "due 31 March 2027"),
        ("accepted", datetime.date(2027, 3, 1), Due.SOON, "due 31 March 2027"),
        ("accepted", datetime.date(2026, 3, 1), Due.LATER, "due 31 March 2027"),
        ("accepted", None, Due.LATER, "due 31 March 2027"),
        ("done", datetime.date(2028, 1, 1), Due.CLOSED, "was due 31 March 2027"),
        ("dropped", datetime.date(2028, 1, 1), Due.CLOSED, "was due 31 March 2027"),
    ],
)
def test_lateness_is_judged_on_the_given_day(
    status: str, today: datetime.date | None, due: Due, said: str
) -> None:
    shelf = library(tracker={**SMART, "status": status})
    assert proposal(Portfolio(shelf, "Atlas", today=today), "tracker").due is due
    (shown,) = tree(made(shelf, today)["recommendations/"]).xpath(
        "//p[@class='jb-recommendation-card__date']"
    )
    assert words(shown) == said


def test_a_step_leads_to_its_recommendation_and_back() -> None:
    pages = made(library())
    there = tree(pages["journeys/m-now/"]).xpath("//a[@href='../../recommendations/tracker/']")
    back = tree(pages["recommendations/tracker/"]).xpath("//a[@href='../../journeys/m-now/#m-now--t-waits']")
    assert there
    assert back


def test_a_recommendation_says_what_it_would_lift() -> None:
    lift = tree(made(library())["recommendations/tracker/"]).xpath(
        "//table[contains(@class, 'jb-recommendation-lift')]//tr"
    )
    assert "−1.7" in words(lift[1])
    assert words(lift[1]).endswith("+2.2")


def test_the_board_has_a_column_for_every_status_and_what_is_late_stands_first() -> None:
    late = {**SMART, "due": "2026-01-01", "customer_value": 1}
    pages = made(library(tracker=SMART, late=late, gone={"status": "dropped"}), datetime.date(2026, 11, 1))
    columns = tree(pages["recommendations/"]).xpath("//section[@class='jb-recommendation-column']")
    assert [words(each.find("h3")) for each in columns] == [
        *("Proposed 0", "Accepted 0", "In progress 2", "Done 0", "Dropped 1")
    ]
    titles = [words(each) for each in columns[2].xpath(".//p[@class='jb-recommendation-card__title']")]
    assert titles == ["Late", "Tracker"]
    assert "1 overdue" in words(tree(pages["recommendations/"]))


def test_the_matrix_shows_what_is_open_and_rated_and_its_table_says_the_same() -> None:
    page = made(
        library(
            tracker=SMART,
            best={"customer_value": 10, "business_value": 10},
            half={"customer_value": 10},
            done={**SMART, "status": "done"},
        )
    )["recommendations/"]
    spots = tree(page).xpath("//li[contains(@class, 'jb-recommendation-spot')]")
    assert [each.get("class") for each in spots] == [
        "jb-recommendation-spot jb-x-94 jb-y-6",
        "jb-recommendation-spot jb-x-65 jb-y-16",
    ]
    assert "Best: customers 10 of 10, business 10 of 10" in words(spots[0])
    rows = tree(page).xpath("//table[contains(@class, 'jb-recommendation-table')]/tbody/tr/th")
    assert [words(each) for each in rows] == [
        "Best",
        "Tracker",
        "Half not in the chart until both values are rated",
    ]


def test_search_finds_the_recommendation_by_its_own_words() -> None:
    record = made(library())["recommendations/tracker/"].search
    assert record is not None
    assert "Show the slot." in record.body
    assert "No date for nine days" not in record.body
    assert record.filters == {"kind": ("Recommendation",), "owner": ("Digital",)}


def test_links_of_a_recommendation_lead_to_its_tickets_and_are_found_by_their_titles() -> None:
    ticket = {"title": "Epic E-12", "url": "https://tracker.example/E-12"}
    plans = plan_pages(library(tracker={"links": [ticket]}), site_name="Atlas")
    page = next(plan.make() for plan in plans if plan.address == "recommendations/tracker/")
    body = html.fragment_fromstring(page.body, create_parent=True)
    (link,) = body.xpath("//section[@aria-labelledby='jp--links']//a")
    assert (link.get("href"), shown_words(link)) == ("https://tracker.example/E-12", "Epic E-12")
    assert page.search
    assert "Epic E-12" in page.search.body
