"""The review page and its calendars."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from lxml import html

from calendar_reader import Component, read_calendar
from factories import make_journey, make_library, make_persona
from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.evidence import Evidence
from journeybook.pages.page_plan import plan_assets, plan_pages
from journeybook.pages.reviews.calendar import escaped, folded

TODAY = datetime.date(2026, 11, 22)


def small_library() -> Library:
    """Overdue: `switching`. Never reviewed: `life` and `tom`. A draft, a retired map, and evidence that still holds."""
    journeys = (
        make_journey(
            "switching",
            title="Switching to fibre",
            status="published",
            owner="care",
            reviewed="2026-03-01",
            review_every="6 months",
        ),
        make_journey("life", title="Life with us", status="in-review", owner="field"),
        make_journey("moving", status="draft"),
        make_journey("by-fax", status="retired", reviewed="2020-01-01", review_every="1 month"),
    )
    library = make_library(
        *journeys,
        personas=[
            make_persona("amira", owner="care", reviewed="2026-05-01", review_every="12 months"),
            make_persona("tom", title="Tom"),
        ],
        vocabulary={"teams": {"field": "Field engineers", "care": "Customer care"}},
        evidence={
            "interviews": Evidence.model_validate(
                {"id": "interviews", "title": "Spring interviews", "date": "2026-06-12"}
            )
        },
    )
    return replace(library, sources={Ref(Kind.JOURNEY, "switching"): Source("maps/journeys/switching.yml")})


def page(library: Library, today: datetime.date | None = TODAY) -> html.HtmlElement:
    plans = {plan.address: plan for plan in plan_pages(library, site_name="Atlas", today=today)}
    return html.fragment_fromstring(plans["review/"].make().body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def calendars(library: Library, **options: object) -> dict[str, bytes]:
    options = {"site_name": "Atlas", "today": TODAY, **options}
    plans = plan_assets(library, **options)  # type: ignore[arg-type]
    return {plan.address: plan.make().encode() for plan in plans if plan.address.endswith(".ics")}


def events(data: bytes) -> dict[str, Component]:
    return {part.properties["UID"]: part for part in read_calendar(data).parts}


def test_what_waits_stands_first_with_its_kind_and_its_team() -> None:
    (waiting,) = page(small_library()).xpath("//section[@aria-labelledby='jp--now']//ol")
    assert [words(item) for item in waiting if item.get("hidden") is None] == [
        "Switching to fibre journey, Customer care overdue since 1 September 2026",
        "Life with us journey, Field engineers never reviewed",
        "Tom persona, nobody owns it never reviewed",
    ]


def test_every_team_has_its_place_and_everything_stands_once() -> None:
    tree = page(small_library())
    assert tree.xpath("//tr[@class='jb-review-team']/th/@id") == [
        "jp--team-care",
        "jp--team-field",
        "jp--nobody",
    ]
    shown = tree.xpath("//table//tbody/tr[not(@class)]/th//a/@href")
    assert len(shown) == len(set(shown)) == 5
    assert not any("moving" in href or "by-fax" in href for href in shown), (
        "drafts and retired maps wait for nobody"
    )


def test_evidence_that_gets_too_old_is_on_the_page() -> None:
    library = small_library()
    source = library.evidence["interviews"].model_copy(
        update={"owner": "field", "valid_for": library.journeys["switching"].review_every}
    )
    tree = page(replace(library, evidence={"interviews": source}), datetime.date(2026, 12, 13))
    assert "Spring interviews evidence, Field engineers outdated since 12 December 2026" in words(tree)


def test_a_portal_that_has_nothing_to_review_has_no_such_page() -> None:
    library = make_library(make_journey("sketch"))
    assert "review/" not in {plan.address for plan in plan_pages(library, site_name="Atlas")}
    assert calendars(library) == {}


def test_a_peaceful_portal_says_so() -> None:
    done = make_journey("done", status="published", reviewed="2026-11-01", review_every="1 year")
    assert "Nothing to review" in words(page(make_library(done)))


def test_home_leads_to_the_reviews() -> None:
    plans = {plan.address: plan for plan in plan_pages(small_library(), site_name="Atlas", today=TODAY)}
    assert 'href="review/"' in plans[""].make().body
    assert plans["review/"].make().crumbs[-1].title == "Review"


def test_a_calendar_holds_what_has_a_day() -> None:
    found = calendars(small_library(), site_url="https://atlas.example/")
    assert set(found) == {"review.ics", "review/care.ics"}
    every = events(found["review.ics"])
    assert set(every) == {"review-journey-switching@atlas", "review-persona-amira@atlas"}
    event = every["review-journey-switching@atlas"]
    assert event.name == "VEVENT"
    assert event.properties == {
        "UID": "review-journey-switching@atlas",
        "DTSTAMP": "20260301T000000Z",
        "DTSTART;VALUE=DATE": "20260901",
        "DTEND;VALUE=DATE": "20260902",
        "SUMMARY": "Review: Switching to fibre",
        "DESCRIPTION": "Owner: Customer care\nLast reviewed: 2026-03-01\nSource: maps/journeys/switching.yml",
        "URL": "https://atlas.example/journeys/switching/",
        "CATEGORIES": "Journey",
        "TRANSP": "TRANSPARENT",
    }


def test_a_calendar_says_what_it_is() -> None:
    calendar = read_calendar(calendars(small_library())["review/care.ics"])
    assert calendar.properties["VERSION"] == "2.0"
    assert calendar.properties["PRODID"]
    assert calendar.properties["X-WR-CALNAME"] == "Review: Atlas, Customer care"


def test_a_review_moves_its_event_and_adds_none() -> None:
    library = small_library()
    later = library.journeys["switching"].model_copy(update={"reviewed": datetime.date(2026, 11, 1)})
    moved = replace(library, journeys={**library.journeys, "switching": later})
    before, after = (events(calendars(each)["review.ics"]) for each in (library, moved))
    assert set(before) == set(after)
    event = after["review-journey-switching@atlas"].properties
    assert (event["DTSTART;VALUE=DATE"], event["DTSTAMP"]) == ("20270501", "20261101T000000Z")


def test_the_day_of_judging_changes_no_calendar() -> None:
    library = small_library()
    assert calendars(library, today=None) == calendars(library, today=TODAY)


HOSTILE = "Ends; in, \\n\nBEGIN:VEVENT\r\nUID:evil\x07 أوّل خطّ في بلد جديد 顧客旅程 " + "🙂" * 20


def test_hostile_titles_stay_in_their_line() -> None:
    journey = make_journey("m-evil", status="published", reviewed="2026-01-01", review_every="1 month")
    evil = journey.model_copy(update={"title": HOSTILE})
    (event,) = read_calendar(calendars(make_library(evil), site_name=HOSTILE)["review.ics"]).parts
    expected = HOSTILE.replace("\r\n", "\n").replace("\x07", "")
    assert event.properties["SUMMARY"] == f"Review: {expected}"
    assert "evil" in event.properties["UID"]


@pytest.mark.parametrize("length", [74, 75, 76, 148, 149, 150, 300])
@pytest.mark.parametrize("letter", ["a", "ü", "語", "🙂"])
def test_lines_are_folded_at_75_octets_and_unfold_to_themselves(length: int, letter: str) -> None:
    line = letter * length
    pieces = folded(line).split("\r\n")
    assert all(len(each.encode()) <= 75 for each in pieces)
    assert all(each.startswith(" ") for each in pieces[1:])
    assert pieces[0] + "".join(each[1:] for each in pieces[1:]) == line
    assert len(pieces) == 1 or len(pieces[0].encode()) > 75 - 4, "lines are as full as their letters let them"


def test_text_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\rf\tg\x00") == "a\\,b\\;c\\\\d\\ne\\nf\tg"
