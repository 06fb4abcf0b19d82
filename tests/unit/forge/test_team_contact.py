"""How to reach a team: a link where the contact can be one, and text where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from factories import make_library
from journeybook.history.difference import compare
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.vocabulary.contact import contact_address
from journeybook.portal.portal import read_portal
from journeybook.reports.change_phrases import Names, phrase

CHAT = "https://chat.example/channel/{name}"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("billing@fennel.example", "mailto:billing@fennel.example"),
        ("mailto:billing@fennel.example", "mailto:billing@fennel.example"),
        ("https://intranet.example/billing?x=1", "https://intranet.example/billing?x=1"),
        ("#billing", "https://chat.example/channel/billing"),
        ("#über/uns?x", "https://chat.example/channel/%C3%BCber%2Funs%3Fx"),
        ("the counter, extension 12", None),
        ("billing@fennel.example and #billing", None),
        ("a@b.example?bcc=c@d.example", None),
        ("#two words", None),
        ("javascript:alert(1)", None),
        ("https://bank.example@other.example", None),
        ("http://intranet.example", None),
    ],
)
def test_a_contact_leads_where_it_can_lead(contact: str, address: str | None) -> None:
    assert contact_address(contact, CHAT) == address


def test_a_channel_is_text_where_nobody_said_where_channels_are() -> None:
    assert contact_address("#billing", None) is None


@pytest.mark.parametrize(
    ("contact", "links"), [("#care", ["https://chat.example/channel/care"]), ("desk 4", [])]
)
def test_the_page_of_a_team_links_its_contact(contact: str, links: list[str]) -> None:
    library = make_library(
        vocabulary={"chat": CHAT, "teams": {"care": {"title": "Care", "contact": contact}}}
    )
    plans = {plan.address: plan for plan in plan_pages(library, site_name="Atlas")}
    (item,) = html.fragment_fromstring(plans["teams/care/"].make().body, create_parent=True).xpath(
        f"//li[normalize-space()='{contact}']"
    )
    assert item.xpath("a/@href") == links


@pytest.mark.parametrize(
    "chat",
    [
        "https://chat.example/channel",
        "https://chat.example/{name}/{name}",
        "https://{name}.chat.example/",
        "https://chat.example{name}",
        "https://chat.example/{name}/{team}",
        "https://a@chat.example/{name}",
        "http://chat.example/{name}",
        "javascript:{name}",
    ],
)
def test_an_address_of_channels_that_cannot_be_filled_in_is_an_error_that_shows_one_that_can(
    tmp_path: Path, chat: str
) -> None:
    (tmp_path / "maps/journeys").mkdir(parents=True)
    (tmp_path / "maps/vocabulary.yml").write_text(f'teams: [care]\nchat: "{chat}"\n', "utf-8")
    (found,) = read_portal(tmp_path).diagnostics
    assert (found.severity, found.place.line) == ("error", 2)
    assert "https://chat.example/channel/{name}" in (found.help or "")


def test_another_address_of_channels_is_told_as_a_change_of_the_vocabulary() -> None:
    difference = compare(make_library(), make_library(vocabulary={"chat": CHAT}))
    names = Names(difference.head, difference.base)
    assert [phrase(each, names).line for each in difference.changes] == [
        f"new address of chat channels: {CHAT}"
    ]
