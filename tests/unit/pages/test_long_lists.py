"""Pages of many maps stay small, every entry is on one of them, and the worst is on the first."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from posixpath import normpath

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.kinds import LISTED_KINDS, VOCABULARY_KINDS, Kind
from journeybook.library.objects import Library
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.page_plan import plan_pages

MAPS = 250
LARGEST, COMPRESSED = 280_000, 35_000
"""The bytes of a page without what the theme puts around it, 19 kB of 300 and 5 of 40 compressed."""

TEXT = "The form asks for the same number again and nobody can say why it was not kept"


def entry(number: int, steps: int = 4) -> Journey:
    """A map of the phone whose lowest moment is the lower the greater its number is."""
    return make_journey(
        f"m-{number:05d}",
        make_stage(
            "Order",
            *(
                make_step(
                    f"Asks {place}",
                    emotion=round(1 - 3 * number / 10_000 - place / 10_000, 4),
                    channel="phone",
                    team="care",
                    systems=["crm"],
                    pains=[{"text": f"{TEXT}, {number} {place}", "severity": 2, "evidence": ["interviews"]}],
                )
                for place in range(steps)
            ),
            lifecycle="order",
        ),
        title=f"Map {number:05d}",
        summary=f"{TEXT}. " * 3,
        status="published",
        personas=["p-ana"],
        areas=["training"],
        owner="care",
    )


def portal(maps: int, steps: int = 4) -> Library:
    """A portal in which every map names the same few things."""
    people = [{"id": "head", "role": "Head"}]
    return make_library(
        *(entry(number, steps) for number in range(maps)),
        personas=[make_persona(), *(make_persona(f"p-{number:03d}") for number in range(MAPS))],
        accounts={
            key: Account.model_validate({"id": key, "title": key, "segment": "p-ana", "contacts": people})
            for key in (f"a-{number:03d}" for number in range(MAPS))
        },
        evidence={
            key: Evidence.model_validate({"id": key, "title": key})
            for key in ("interviews", *(f"e-{number:03d}" for number in range(MAPS)))
        },
        vocabulary={
            "channels": {"phone": "Phone", **{f"c-{number:03d}": f"C {number}" for number in range(MAPS)}},
            "teams": {"care": "Care", **{f"t-{number:03d}": f"T {number}" for number in range(MAPS)}},
            "systems": {"crm": {"title": "CRM", "team": "care"}},
            "areas": {"training": "Training"},
            "lifecycle": ["order"],
        },
    )


@pytest.fixture(scope="module")
def library() -> Library:
    return portal(MAPS)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, PagePlan]:
    return {plan.address: plan for plan in plan_pages(library, site_name="Portal")}


@pytest.fixture(scope="module")
def made(pages: dict[str, PagePlan]) -> dict[str, Page]:
    """Every page of the lists and of what all maps name."""
    few = {f"{FOLDERS[kind]}/" for kind in LISTED_KINDS} | set(WORDS)
    return {address: plan.make() for address, plan in pages.items() if address.partition("page/")[0] in few}


WORDS = (
    "channels/phone/",
    "teams/care/",
    "systems/crm/",
    "areas/training/",
    "lifecycle/order/",
    "personas/p-ana/",
    "evidence/interviews/",
)
"""The pages of what every map names."""


def walk(made: dict[str, Page], address: str) -> Iterator[Page]:
    """The pages of a list as a reader meets them who follows the link to the next one."""
    while True:
        page = made[address]
        yield page
        onward = html.fromstring(page.body).xpath("//nav[contains(@class, 'jb-pager')]//a[@rel='next']/@href")
        if not onward:
            return
        address = f"{normpath(f'{page.address}{onward[0]}')}/"


def maps_on(page: Page, entries: str) -> list[str]:
    """The ids of the maps that are entries of a page."""
    links = html.fromstring(page.body).xpath(f"{entries}/a[1]/@href")
    return [link.partition("#")[0].rstrip("/").rpartition("/")[2] for link in links]


MAP_ENTRIES = {
    "channels/phone/": "//tr[@class='jb-steps__map']/th",
    "teams/care/": "//tr[@class='jb-steps__map']/th",
    "systems/crm/": "//tr[@class='jb-steps__map']/th",
    "areas/training/": "//p[@class='jb-strips__title']",
    "lifecycle/order/": "//h2[@class='jb-card__title'] | //ul[@class='jb-rows']/li/span[1]",
    "personas/p-ana/": "//p[@class='jb-strips__title']",
    "evidence/interviews/": "//h3[contains(@class, 'jb-rests__map')]",
    "evidence/": "//table[contains(@class, 'jb-founded')]/tbody/tr/th",
    "journeys/": "//h2[@class='jb-card__title']",
}


BY_OTHER_ORDERS = {
    "evidence/": "the most assumed first",
    "evidence/interviews/": "the most claims first",
    "journeys/": "by section and title, as in a register",
}


@pytest.mark.parametrize("address", MAP_ENTRIES)
def test_every_map_is_on_one_of_the_pages(made: dict[str, Page], address: str) -> None:
    entries = " | ".join(f"({each})" for each in MAP_ENTRIES[address].split(" | "))
    found = [key for page in walk(made, address) for key in maps_on(page, f"({entries})")]
    assert Counter(found) == Counter(f"m-{number:05d}" for number in range(MAPS))
    assert len(list(walk(made, address))) > 1


@pytest.mark.parametrize("address", [each for each in MAP_ENTRIES if each not in BY_OTHER_ORDERS])
def test_the_worst_map_comes_first(made: dict[str, Page], address: str) -> None:
    entries = " | ".join(f"({each})" for each in MAP_ENTRIES[address].split(" | "))
    first = next(walk(made, address))
    assert maps_on(first, f"({entries})")[0] == f"m-{MAPS - 1:05d}"


@pytest.mark.parametrize(
    ("address", "entries", "count"),
    [
        ("personas/", "//li[contains(@class, 'jb-card')]//h2", MAPS + 1),
        ("accounts/", "//li[contains(@class, 'jb-card')]//h2", MAPS),
        ("channels/", "//table[@class='jb-table']/tbody/tr/th", MAPS + 1),
        ("teams/", "//table[@class='jb-table']/tbody/tr/th", MAPS + 1),
        ("evidence/", "//table[contains(@class, 'jb-sources')]/tbody/tr/th", MAPS + 1),
        ("personas/p-ana/", "//ul[contains(@class, 'jb-account-rows')]/li/span[1]", MAPS),
    ],
)
def test_every_object_is_on_one_of_the_pages(
    made: dict[str, Page], address: str, entries: str, count: int
) -> None:
    found = [
        name
        for page in walk(made, address)
        for name in html.fromstring(page.body).xpath(f"{entries}/a/bdi/text()")
    ]
    assert len(found) == len(set(found)) == count


def test_no_page_is_large(made: dict[str, Page]) -> None:
    sizes = {address: page.body.encode() for address, page in made.items()}
    assert {address: len(size) for address, size in sizes.items() if len(size) > LARGEST} == {}
    packed = {address: len(gzip.compress(size, 6)) for address, size in sizes.items()}
    assert {address: size for address, size in packed.items() if size > COMPRESSED} == {}


def test_what_is_true_of_the_whole_is_said_on_the_first_page_over_all(made: dict[str, Page]) -> None:
    phone = [html.fromstring(page.body).text_content() for page in walk(made, "channels/phone/")]
    told = f"{4 * MAPS:,}".replace(",", "\u202f")
    assert f"{told} steps in {MAPS} journeys" in phone[0]
    assert not any(f"steps in {MAPS} journeys" in page for page in phone[1:])
    assert "What hurts most" in phone[0]
    assert not any("What hurts most" in page for page in phone[1:])


def test_ten_thousand_maps_are_planned_without_looking_into_them(monkeypatch: pytest.MonkeyPatch) -> None:
    library = portal(10_000, steps=1)

    def looked(*_of: object) -> None:
        raise AssertionError("a map was summarised while pages were planned")

    monkeypatch.setattr("journeybook.pages.portfolio.summarise", looked)
    plans = plan_pages(library, site_name="Portal")
    pages = Counter(plan.address.partition("page/")[0] for plan in plans)
    assert pages["channels/phone/"] == 134  # a row for each map and one for its step
    assert pages["personas/p-ana/"] == pages["areas/training/"] == 100
    assert pages["journeys/"] == 125
    assert pages["lifecycle/order/"] == pages["evidence/"] == 50
    assert len({plan.address for plan in plans}) == len(plans)
    assert {kind for kind in VOCABULARY_KINDS if pages[f"{FOLDERS[kind]}/"] > 1} == {Kind.CHANNEL, Kind.TEAM}
