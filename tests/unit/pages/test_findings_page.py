"""What a preview shows of a broken source."""

from __future__ import annotations

import html
import re

import pytest

from factories import make_library
from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.portfolio import Portfolio
from journeybook.site.error_page import LISTED, error_body, findings, notice, overview
from journeybook.site.site_plan import SitePlan, with_findings
from made_findings import error, info, warning

FILE = "maps/journeys/pay.yml"
TEXT = "title: Pay\npersonas: [amina]\nstages:\n  - title: <b>\n"


def plain(markup: str) -> str:
    """The text of markup."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def at(line: int, column: int = 1, length: int = 1, message: str = "wrong") -> Diagnostic:
    return error("JB201", message, Place(FILE, line, column, length), "did you mean `amira`?")


def test_a_finding_says_what_where_and_the_way_out() -> None:
    body = error_body("pay", [at(2, 12, 5, "unknown persona `amina`")], {FILE: TEXT})
    text = plain(body)
    assert "1 error. Fix maps/journeys/pay.yml and this page comes back by itself" in text
    assert "unknown persona amina JB201" in text
    assert "maps/journeys/pay.yml:2:12" in text
    assert "help did you mean amira?" in text


def test_the_excerpt_marks_the_span_and_points_below_it() -> None:
    body = findings([at(2, 12, 5)], {FILE: TEXT})
    assert "personas: [<mark>amina</mark>]" in body
    # The caret stands below the text because the line's beginning is set once more, unseen.
    assert "<i>personas: [</i>^^^^^" in body
    assert [int(number) for number in re.findall(r'jb-source-line__number">(\d+)<', body)] == [1, 2, 3, 4]


def test_sources_are_text_wherever_they_appear() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    found = Diagnostic("JB1", Severity.ERROR, hostile, Place(hostile, 1, 1, 3), hostile)
    body = error_body(hostile, [found], {hostile: hostile}, [(hostile, hostile)])
    assert "<img" not in body
    assert plain(body).count(hostile) == 8


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\u2066"])
def test_signs_that_no_page_should_hold_are_spelt_out(sign: str) -> None:
    text = f"title: a{sign}b"
    body = findings([error("JB112", f"the sign {sign}", Place(FILE, 1, 9, 1))], {FILE: text})
    assert sign not in body


@pytest.mark.parametrize(
    "place", [Place(FILE, 99), Place(FILE, 1, 500, 9), Place(FILE, 0), Place("gone.yml", 3)]
)
def test_a_place_beyond_the_text_is_named_without_a_fault(place: Place) -> None:
    body = findings([error("JB1", "wrong", place)], {FILE: TEXT})
    assert str(place) in plain(body)


def test_a_note_is_open_for_an_error_and_folded_for_a_warning() -> None:
    grave = notice([at(1), warning("JB302", "odd", Place(FILE, 2))], {FILE: TEXT})
    assert "jb-notice--error" in grave
    assert "<details" in grave
    assert " open>" in grave
    assert "1 error, 1 warning in this page's source" in grave
    mild = notice(
        [warning("JB302", "odd", Place(FILE, 2)), info("JB307", "no", Place(FILE, 2))], {FILE: TEXT}
    )
    assert "jb-notice--warning" in mild
    assert " open>" not in mild
    assert notice([], {}) == ""


def test_home_links_each_finding_to_the_page_of_its_source() -> None:
    body = overview([at(1)], {FILE: TEXT}, {FILE: "journeys/pay/"})
    assert '<a href="journeys/pay/"><code>maps/journeys/pay.yml:1:1</code></a>' in body
    assert overview([], {}, {}) == ""


def test_a_flood_of_findings_is_counted_and_cut() -> None:
    body = findings([at(1, column) for column in range(1, LISTED + 8)], {FILE: TEXT})
    assert body.count("<li ") == LISTED
    assert "7 more in the terminal" in body


def test_a_file_that_many_pages_are_made_of_is_told_of_on_the_home_page_alone() -> None:
    def plan(address: str, source: str | None) -> PagePlan:
        return PagePlan(address, address, source, None, lambda: Page(address, address, "body"))

    words = "maps/vocabulary.yml"
    pages = (plan("", None), plan("journeys/pay/", FILE), plan("teams/a/", words), plan("teams/b/", words))
    found = (at(2), warning("JB131", "no such icon", Place(words, 3)))
    made = {
        each.address: each.make().body
        for each in with_findings(
            SitePlan(pages, (), Portfolio(make_library(), "Atlas")), {}, found, {}
        ).pages
    }
    assert "no such icon" in made[""]
    assert "wrong" in made["journeys/pay/"]
    assert (made["teams/a/"], made["teams/b/"]) == ("body", "body")
    assert 'href="journeys/pay/"' in made[""]
    assert 'href="teams/' not in made[""]
