"""Hand-written pages that mention a thing stand on its page, where it is used."""

from __future__ import annotations

import pytest
from lxml import html

from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import address
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.page_plan import plan_pages
from page_library import small_library
from page_outline import shown_words

THINGS = [
    (Ref(Kind.JOURNEY, "switching"), "used"),
    (Ref(Kind.RECOMMENDATION, "tracker"), "used"),
    (Ref(Kind.ACCOUNT, "clinic"), "used"),
    (Ref(Kind.TEAM, "field"), "others"),
    (Ref(Kind.CHANNEL, "fax"), "others"),
    (Ref(Kind.PERSONA, "amira"), "pages"),
    (Ref(Kind.EVIDENCE, "interviews"), "pages"),
    (Ref(Kind.METRIC, "nps"), "pages"),
    (Ref(Kind.AREA, "training"), "pages"),
    (Ref(Kind.LIFECYCLE, "order"), "pages"),
    (Ref(Kind.PATH, "welcome"), "pages"),
]


def rows(ref: Ref, section: str, *mentions: Mention) -> list[tuple[str, str]]:
    """What the section of the thing's page says of hand-written pages: where each row leads, and its words."""
    page = WrittenPage("/guide/visits/", "Visits <b>", mentions=mentions)
    plans = plan_pages(small_library(), site_name="Atlas", written={"guide/visits.md": page})
    body = next(plan.make() for plan in plans if plan.address == address(ref)).body
    tree = html.fragment_fromstring(body, create_parent=True)
    found = tree.xpath(
        f"//section[@aria-labelledby='jp--{section}']//li[.//a[contains(@href, 'guide/visits')]]"
    )
    assert len(tree.xpath("//a[contains(@href, 'guide/visits')]")) == len(found)
    return [(each.xpath(".//a/@href")[0], shown_words(each)) for each in found]


@pytest.mark.parametrize(("ref", "section"), THINGS, ids=str)
def test_a_page_that_links_to_a_thing_stands_where_the_thing_is_used(ref: Ref, section: str) -> None:
    assert rows(ref, section, Mention(ref, drawn=False)) == [
        ("../../guide/visits/", "Visits <b> page of the documentation links to it")
    ]
    assert rows(ref, section) == []


def test_the_step_that_is_linked_to_is_named_and_a_drawing_is_told_apart() -> None:
    ref = Ref(Kind.JOURNEY, "switching")
    found = rows(ref, "used", Mention(ref._replace(step="waits"), drawn=False), Mention(ref, drawn=True))
    assert [words for _, words in found] == [
        "Visits <b> page of the documentation links to it: Waits for a date",
        "Visits <b> page of the documentation draws it",
    ]
