"""Fences that place a part of the portal's home page on a page of the site."""

from __future__ import annotations

import re

import pytest
from lxml import html
from markdown import Markdown

from factories import make_library
from journeybook.diagnostics import Diagnostic, Place
from journeybook.fences.part_fence import Part, draw_part_fence
from journeybook.markdown_extension import JourneybookExtension, findings_in
from journeybook.pages.home.home_parts import make_part
from journeybook.pages.moved_pages import moved_addresses
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from page_library import TODAY, small_library


def found(text: str) -> list[tuple[str, str, str | None]]:
    _, findings = draw_part_fence(text, Place("docs/index.md", 5), None)
    return [
        (f"{each.code} {each.place.line}:{each.place.column}", each.message, each.help) for each in findings
    ]


@pytest.mark.parametrize(
    ("text", "code", "message", "way_out"),
    [
        ("part: heatmap\n", "JB904 5:7", "there is no part `heatmap`", "did you mean `heat-map`?"),
        ("part: zebra\n", "JB904 5:7", "there is no part `zebra`", "`heat-map`, `top-pains`, `changes`"),
        ("parts: search\n", "JB903 5:1", "the fence names no part of the portal", "write `part: heat-map`"),
        ("", "JB903 5:1", "the fence names no part of the portal", "write `part: heat-map`"),
        ("part: search\nwide: true\n", "JB903 6:1", "`wide` says nothing in this fence", "`part` alone"),
        ("part: [search]\n", "JB903 5:7", "the fence names no part of the portal", "write `part: heat-map`"),
    ],
)
def test_a_fence_that_names_no_part_says_what_it_takes(
    text: str, code: str, message: str, way_out: str
) -> None:
    (only,) = found(text)
    assert only[:2] == (code, message)
    assert way_out in (only[2] or "")


def test_a_mistake_is_shown_where_the_part_would_be() -> None:
    markup, _ = draw_part_fence("part: <b>\n", Place("docs/index.md", 5), lambda part: part)
    assert "This part of the portal cannot be shown" in markup
    assert "<b>" not in markup


def test_a_page_is_checked_before_it_is_rendered() -> None:
    text = "# Welcome\n\n```journeybook\npart: top-pain\n```\n"
    (only,) = findings_in(text, Place("docs/index.md", 4), make_library())
    assert str(only.place) == "docs/index.md:7:7"
    assert only.help == "did you mean `top-pains`?"


def test_a_fence_becomes_what_the_host_draws_and_is_named_without_one() -> None:
    text = "Before\n\n```journeybook\npart: heat-map\n```\n\nAfter\n"
    reports: list[Diagnostic] = []
    hosted = JourneybookExtension(part=lambda part: f"<section>{part}</section>", report=reports.append)
    assert "<section>heat-map</section>" in Markdown(extensions=[hosted]).convert(text)
    assert "<code>heat-map</code> is shown in the portal" in Markdown(
        extensions=[JourneybookExtension()]
    ).convert(text)
    assert reports == []


@pytest.mark.parametrize("address", ["/", "/about/us/", "/about.html"])
@pytest.mark.parametrize("part", list(Part))
def test_links_of_a_part_lead_from_the_page_that_it_is_on(part: Part, address: str) -> None:
    library = small_library()
    portfolio = Portfolio(library, "Atlas", today=TODAY, moved=moved_addresses({"", "about/us/"}, library))
    there = {portfolio.at(each.address) for plans in plan_portal(portfolio) for each in plans}
    tree = html.fragment_fromstring(make_part(portfolio, part, address))
    up = "../" * (address.count("/") - 1)
    links = [each for each in tree.xpath("//@href") if not each.startswith("#")]
    assert links or part is Part.CHANGES
    for link in links:
        assert link.startswith(up)
        assert link.removeprefix(up).partition("#")[0] in there, link
    assert not tree.xpath("//@id | //*[self::h1 or self::h2 or self::h3]"), "headings and ids are the page's"


def test_a_part_with_nothing_to_show_says_so() -> None:
    portfolio = Portfolio(make_library(), "Atlas")
    for part in Part:
        text = re.sub(r"<[^>]*>", "", make_part(portfolio, part, "/")).strip()
        assert text, part
