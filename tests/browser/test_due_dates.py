"""A page that was built earlier shows what is overdue today: it reads as if it had been built today."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from lxml import html
from playwright.sync_api import Browser, Route

from journeybook.library.objects import Library
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.recommendation import Recommendation
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from journeybook.site.scripts import script, script_address
from page_library import small_library
from page_outline import shown_words

pytestmark = pytest.mark.browser

BUILT = datetime.date(2026, 8, 20)

WHOLE = [
    *("review/", "evidence/", "evidence/interviews/", "recommendations/", "recommendations/tracker/"),
    *("metrics/", "metrics/nps/", "accounts/", "accounts/clinic/", "personas/amira/"),
]
PARTLY = ["", "journeys/", "journeys/switching/"]
"""Pages that show the health of maps too, which is judged on the day of the build."""

JUDGED = "//*[@data-due or @data-days][not(ancestor::*[@data-due or @data-days])]"


def library() -> Library:
    """The small portal with a second source, a recommendation that is due later and a row of milestones."""
    found = small_library()
    clinic = found.accounts["clinic"]
    milestones = [
        {"title": "First bill", "after": "6 months"},
        {"title": "First year", "after": "1 year", "owner": "care"},
    ]
    return replace(
        found,
        accounts={
            "clinic": Account.model_validate({**clinic.model_dump(by_alias=True), "milestones": milestones})
        },
        evidence={
            **found.evidence,
            "calls": Evidence.model_validate(
                {
                    "id": "calls",
                    "title": "Calls",
                    "date": "2026-07-01",
                    "valid_for": "1 year",
                    "owner": "field",
                }
            ),
        },
        recommendations={
            **found.recommendations,
            "next": Recommendation.model_validate({"id": "next", "title": "Next", "due": "2027-03-01"}),
            "soon": Recommendation.model_validate(
                {"id": "soon", "title": "Soon", "due": "2026-11-30", "status": "in-progress"}
            ),
        },
    )


def pages_on(day: datetime.date) -> dict[str, Page]:
    wanted = {*WHOLE, *PARTLY}
    plans = plan_pages(library(), site_name="Atlas", today=day)
    return {plan.address: plan.make() for plan in plans if plan.address in wanted}


PORTAL = "http://portal.test/"


def read_on(
    chromium: Browser, pages: dict[str, Page], built: datetime.date, day: datetime.date
) -> dict[str, html.HtmlElement]:
    """The pages of a day as a browser holds them whose clock shows the afternoon of `day`."""
    context = chromium.new_context(timezone_id="Asia/Tokyo")
    tab = context.new_page()
    tab.clock.set_fixed_time(f"{day}T16:00:00+09:00")
    scripts = {script_address(""): script(), script_address("dates"): script("dates", built)}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(PORTAL)
        if path in pages:
            body = f'{pages[path].body}<script src="/{script_address("")}"></script>'
            route.fulfill(
                body=f"<!doctype html><html lang=en><meta charset=utf-8><body>{body}</body></html>",
                content_type="text/html",
            )
        elif path in scripts:
            route.fulfill(body=scripts[path], content_type="text/javascript")
        else:
            route.fulfill(status=404)

    context.route(f"{PORTAL}**", answer)
    found = {}
    for address in pages:
        tab.goto(f"{PORTAL}{address}", wait_until="networkidle")
        content = tab.evaluate("document.querySelector('.jb-body').outerHTML")
        found[address] = html.fragment_fromstring(content)
    context.close()
    return found


def letters(element: html.HtmlElement) -> str:
    """What is shown, without spaces: entries that change places leave the spaces between them where they were.

    What scripts add to every page of the kind, such as the button to present, is left out.
    """
    for tool in element.xpath(".//*[contains(@class, 'jb-present-button')]"):
        tool.drop_tree()
    return "".join(shown_words(element).split())


def judged(tree: html.HtmlElement) -> list[str]:
    """What is judged by age, sorted, because the catalogue's own script sorts its cards."""
    return sorted(words for each in tree.xpath(JUDGED) if (words := letters(each)))


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2026, 9, 1),  # the last day on which the map is in date
        datetime.date(2026, 9, 2),
        datetime.date(2026, 9, 13),  # the interviews are too old
        datetime.date(2026, 11, 22),
        datetime.date(2027, 3, 2),
        datetime.date(2027, 12, 31),
    ],
)
def test_an_old_page_reads_as_if_it_were_built_today(chromium: Browser, day: datetime.date) -> None:
    seen = read_on(chromium, pages_on(BUILT), BUILT, day)
    for address, page in pages_on(day).items():
        built = html.fragment_fromstring(page.body)
        assert judged(seen[address]) == judged(built), address
        marks = "count(//*[contains(@class, 'jb-is-late')][not(ancestor-or-self::*[@hidden])])"
        assert seen[address].xpath(marks) == built.xpath(marks), address
        if address in WHOLE:
            assert letters(seen[address]) == letters(built), address


def test_a_reader_whose_clock_is_behind_sees_what_was_built(chromium: Browser) -> None:
    late = datetime.date(2026, 11, 22)
    built = pages_on(late)
    for address, tree in read_on(chromium, built, late, datetime.date(1999, 1, 1)).items():
        assert judged(tree) == judged(html.fragment_fromstring(built[address].body)), address
