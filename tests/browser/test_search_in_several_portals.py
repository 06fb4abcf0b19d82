"""One search box finds what stands in this portal and in the others that it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from served import Served, serving
from small_portal import AMIRA, CONFIG, ORDERING, build, write

pytestmark = pytest.mark.browser

OURS = CONFIG.replace(
    "[journeybook]",
    "\n  - journeybook:\n      federation:\n"
    "        partner: {title: Partner, folder: ../partner, address: ../partner/}\n"
    "        group: {title: Group, folder: ../partner, address: 'https://group.example/'}\n",
)
MOVING = """\
title: Moving
stages:
  - title: Packing
    steps:
      - {title: Orders boxes, pains: [The payment for the boxes fails.]}
"""
THEIRS = ORDERING.replace("stages:", "narrative: A zeppelin brings it.\nstages:", 1)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("portals")
    theirs = {
        "mkdocs.yml": CONFIG,
        "docs/notes.md": "# Notes\n",
        "maps/journeys/ordering.yml": THEIRS,
        "maps/personas/amira.yml": AMIRA,
    }
    write(folder / "partner", theirs)
    ours = {"mkdocs.yml": OURS, "docs/notes.md": "# Notes\n", "maps/journeys/moving.yml": MOVING}
    write(folder / "ours", ours)
    for name in ("partner", "ours"):
        done = build(folder / name, "-d", str(folder / "www" / name))
        assert done.code == 0, done.log
    (folder / "www/404.html").write_text("<!doctype html><title>None</title>", "utf-8")
    with serving(folder / "www") as served:
        yield served


@pytest.fixture
def window(chromium: Browser, site: Served) -> Iterator[Reading]:
    with reading(chromium, site) as opened:
        opened.visit("ours/journeys/moving/")
        yield opened


def search(window: Reading, query: str) -> list[tuple[str, str]]:
    """The results: the address of each below the server's root, and what it says of its portal."""
    window.page.locator(".jb-header .jb-search__input").fill(query)
    window.page.wait_for_function(
        "() => { const box = document.querySelector('.jb-search--open:not(.jb-search--busy)');"
        " return box && /found/i.test(box.querySelector('[role=status]').textContent); }"
    )
    found = window.page.evaluate(
        "[...document.querySelectorAll('.jb-search--open a.jb-hit')].map((hit) =>"
        " [hit.href, hit.querySelector('.jb-hit__portal')?.textContent || ''])"
    )
    return [(link.removeprefix(f"{window.served.address}/"), portal) for link, portal in found]


def test_results_of_all_portals_come_in_one_list_and_say_their_origin(window: Reading) -> None:
    found = dict(search(window, "payment"))
    assert found["ours/journeys/moving/#moving--t-orders-boxes"] == ""
    assert found["partner/journeys/ordering/#ordering--t-pay"] == "Partner"
    assert [address for address in found if "/rules/" in address and address.startswith("partner/")] == []
    assert window.outside == []
    assert not window.console


def test_words_of_another_portal_are_forgiven_and_lead_there(window: Reading) -> None:
    assert search(window, "zepelin")[0] == ("partner/journeys/ordering/", "Partner")
    window.page.locator(".jb-search--open a.jb-hit").first.click()
    window.page.wait_for_url("**/partner/journeys/ordering/")


def test_one_portal_can_be_chosen(window: Reading) -> None:
    search(window, "payment")
    window.page.locator("[data-facet=portal]").select_option("Partner")
    window.page.wait_for_function(
        "() => [...document.querySelectorAll('.jb-search--open a.jb-hit')].every((hit) => hit.href.includes('/partner/'))"
    )
    assert "search-portal=Partner" in window.page.url


def test_a_portal_on_another_host_is_linked_to_and_not_asked(window: Reading) -> None:
    search(window, "payment")
    link = window.page.locator(".jb-search__elsewhere a")
    assert link.get_attribute("href") == "https://group.example/?search=payment"
    assert link.inner_text() == "Search in Group"
    assert window.outside == []


def test_a_portal_that_cannot_be_read_leaves_the_results_of_this_one(window: Reading, site: Served) -> None:
    index = site.folder / "partner/pagefind"
    index.rename(index.with_name("away"))
    try:
        window.visit("ours/journeys/moving/")
        found = [address for address, _ in search(window, "payment")]
        assert found[0] == "ours/journeys/moving/#moving--t-orders-boxes"
        assert all(address.startswith("ours/") for address in found)
    finally:
        index.with_name("away").rename(index)
