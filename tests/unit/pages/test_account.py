"""The pages of accounts: the worst of its people, what nobody knows, gates with their keepers, milestones by their day."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.charts.curve_overlay import Look
from journeybook.library.objects import Library
from journeybook.model.account import Account
from journeybook.pages.accounts.account_journeys import account_overlay, account_state
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from page_outline import shown_words

MAP = make_journey(
    "m-fibre",
    make_stage("Prepare", make_step("Signs"), make_step("Plans", was=["fixes"])),
    make_stage("Change", make_step("Rings")),
    status="published",
)
CONTACTS = [
    {"id": "owner", "role": "Owner", "since": "2026-03-02"},
    {"id": "desk", "role": "Front desk", "persona": "p-office"},
    {"id": "helper", "role": "IT helper"},
]


def seen(contact: str, step: str, emotion: float, on: str, note: str | None = None) -> dict[str, Any]:
    return {
        "contact": contact,
        "journey": "m-fibre",
        "step": step,
        "emotion": emotion,
        "on": on,
        "note": note,
    }


OBSERVED = [
    seen("desk", "rings", -1.5, "2026-04-01", "Rang in the kitchen."),
    seen("owner", "signs", 0.5, "2026-03-02"),
    seen("desk", "fixes", -0.5, "2026-03-09"),
    seen("owner", "rings", 1, "2026-04-02"),
]


def account(key: str = "clinic", **fields: Any) -> Account:
    return Account.model_validate(
        {"id": key, "title": "The clinic", "contacts": CONTACTS, "observations": OBSERVED, **fields}
    )


def library(*accounts: Account) -> Library:
    office = make_persona("p-office", title="Offices", kind="segment")
    found = accounts or (account(),)
    return make_library(MAP, personas=[office], accounts={each.id: each for each in found})


def made(library: Library, today: datetime.date | None = None) -> dict[str, Page]:
    return {plan.address: plan.make() for plan in plan_pages(library, site_name="Atlas", today=today)}


def tree(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return shown_words(element)


def test_stations_stand_in_the_order_of_the_story_and_former_ids_count_for_the_step() -> None:
    state = account_state(Portfolio(library(), "Atlas"), account())
    (lived,) = state.journeys
    assert [(each.title, each.worst.emotion.value, each.unknown) for each in lived.stations] == [
        ("Signs", 0.5, 2),
        ("Plans", -0.5, 2),
        ("Rings", -1.5, 1),
    ]
    assert lived.others == 0


def test_who_was_never_asked_is_unknown_and_never_fine() -> None:
    pages = made(library())
    rows = tree(pages["accounts/clinic/"]).xpath("//table[contains(@class, 'jb-account-lived')]/tbody/tr")
    cells = [[words(each) for each in row.xpath("./td")] for row in rows]
    assert [row[1].split()[-1] for row in cells] == ["+0.5", "−0.5", "−1.5"]
    assert [row[4] for row in cells] == ["unknown"] * 3
    assert "Rang in the kitchen." in cells[2][3]
    assert "1 never asked" in words(tree(pages["accounts/"]))


def test_the_picture_has_the_account_heavy_and_each_known_contact_thin() -> None:
    portfolio = Portfolio(library(), "Atlas")
    state = account_state(portfolio, account())
    overlay = account_overlay(portfolio, state, state.journeys[0])
    assert [(each.title, each.look) for each in overlay.lines] == [
        ("The clinic, the lowest of them", Look.WORST),
        ("Owner", Look.ONE),
        ("Front desk", Look.ONE),
    ]
    assert overlay.columns[2].note == "1 person not asked"


def gates_of(page: Page) -> list[str]:
    return [words(each) for each in tree(page).xpath("//ul[@class='jb-account-gate-list']/li")]


def test_a_gate_says_who_keeps_it_closed_and_where() -> None:
    found = gates_of(
        made(library(account(gates=[{"title": "Ask for a review", "needs": 1}])))["accounts/clinic/"]
    )
    (said,) = found
    assert said.startswith("closed Ask for a review needs +1 or better from everybody Front desk")
    assert said.endswith("−1.5 at Rings, 1 April 2026 IT helper not asked yet")


def test_a_gate_is_open_when_everybody_is_known_to_be_well_enough() -> None:
    known = account(contacts=CONTACTS[:2], gates=[{"title": "Write", "needs": -1.5}])
    assert gates_of(made(library(known))["accounts/clinic/"]) == [
        "open Write needs −1.5 or better from everybody"
    ]


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=2), st.floats(-2, 2))
def test_the_page_calls_a_gate_open_exactly_when_the_last_contact_rises(
    levels: list[float], needs: float
) -> None:
    observations = [
        seen(who, "rings", level, "2026-04-01") for who, level in zip(("owner", "desk"), levels, strict=True)
    ]
    found = account(
        contacts=CONTACTS[:2], observations=observations, gates=[{"title": "Ask", "needs": needs}]
    )
    state = account_state(Portfolio(library(found), "Atlas"), found)
    assert (state.closed == 0) == (min(levels) >= needs)
    assert {each.contact.id for each in state.gates[0].below} == {
        who for who, level in zip(("owner", "desk"), levels, strict=True) if level < needs
    }


def test_milestones_count_from_the_accounts_start_and_the_next_one_is_marked() -> None:
    milestones = [{"title": "Check-in", "after": "30 days"}, {"title": "Renewal", "after": "1 year"}]
    found = library(account(since="2026-03-02", milestones=milestones))
    page = made(found, datetime.date(2026, 11, 1))["accounts/clinic/"]
    rows = tree(page).xpath("//ol[@class='jb-account-milestones']/li")
    assert [(each.get("class"), words(each)) for each in rows] == [
        ("jb-is-over", "1 April 2026 Check-in"),
        ("jb-is-next", "2 March 2027 Renewal next"),
    ]


def test_a_milestone_without_a_start_says_so() -> None:
    page = made(library(account(milestones=[{"title": "Check-in", "after": "30 days"}])))["accounts/clinic/"]
    assert "no start is known Check-in" in words(tree(page))


def test_observations_of_nobody_and_of_no_step_are_left_out() -> None:
    stray = [*OBSERVED, seen("ghost", "signs", -2, "2026-05-01"), seen("owner", "gone", -2, "2026-05-01")]
    found = account(observations=stray)
    state = account_state(Portfolio(library(found), "Atlas"), found)
    assert state.worst is not None
    assert state.worst.emotion.value == -1.5
    assert len(state.journeys[0].stations) == 3


def test_an_account_of_which_nothing_is_known_has_a_page_that_says_so() -> None:
    bare = account(contacts=[], observations=[])
    pages = made(library(bare))
    assert "Nobody has been asked yet." in words(tree(pages["accounts/clinic/"]))
    assert "not asked yet" in words(tree(pages["accounts/"]))


def test_a_segment_is_as_well_as_the_worst_of_its_accounts() -> None:
    well = account(
        "well", title="Well", segment="p-office", observations=[seen("owner", "rings", 1.5, "2026-04-01")]
    )
    worse = account("worse", title="Worse", segment="p-office")
    page = tree(made(library(well, worse))["personas/p-office/"])
    said = words(page)
    assert "Scored by the lowest of 2 accounts: Worse, where Front desk is at" in said
    assert page.xpath("//figure//input/following-sibling::*/text()")
    rows = page.xpath("//ul[contains(@class, 'jb-account-rows')]/li")
    assert [words(each.find("span")).split()[0] for each in rows] == ["Worse", "Well"]


def test_a_persona_names_the_accounts_that_have_such_a_person() -> None:
    page = tree(made(library())["personas/p-office/"])
    assert "this persona as Front desk" in words(page)
    assert page.xpath("//a[@href='../../accounts/clinic/']")
