"""From any page to its source and to a form that knows the page, from any step to one that knows the step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import Reading, reading
from built import build_once
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import MapType
from page_kinds import KINDS, longest_map, map_of_type, step_refs
from served import Served, serving

pytestmark = pytest.mark.browser

COPYING = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server, permissions=COPYING) as opened:
        yield opened


def told(href: str | None) -> dict[str, str]:
    """What a form is told by its address."""
    assert href
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def open_card(page: Page, anchor: str) -> None:
    page.locator(f"button[popovertarget='{anchor}--card']").locator("visible=true").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".jb-step-card:popover-open .jb-step-card__suggest")


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "not found"])
def test_every_page_can_be_spoken_of(kind: str, window: Reading, addresses: dict[str, str]) -> None:
    window.visit(addresses[kind])
    form = told(window.page.locator(".jb-edit-links .jb-suggest").get_attribute("href"))
    heading = window.page.locator("main h1").first.inner_text()
    if kind not in ("home", "not found"):
        assert form["title"][:20] in heading or heading[:20] in form["title"]
    assert form["map"]


@pytest.mark.parametrize("width", [1440, 390])
def test_the_form_of_a_step_knows_map_and_step(width: int, window: Reading, library: Library) -> None:
    journey = longest_map(library)
    window.resize(width)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    refs = step_refs(journey)
    for ref in (refs[0], refs[-1]):
        moment = library.moment(ref)
        assert moment
        open_card(window.page, f"{journey.id}--t-{ref.step}")
        form = told(
            window.page.locator(".jb-step-card:popover-open .jb-step-card__suggest").get_attribute("href")
        )
        assert (form["map"], form["step"]) == (journey.id, ref.step)
        assert form["title"] == f"{journey.title}: {moment.title}"
        assert window.violations(inside=".jb-step-card:popover-open") == []
        window.page.keyboard.press("Escape")


def test_the_form_of_the_page_knows_the_step_of_the_address(window: Reading, library: Library) -> None:
    journey = longest_map(library)
    ref = step_refs(journey)[1]
    moment = library.moment(ref)
    assert moment
    page = address(Ref(Kind.JOURNEY, journey.id))
    form = window.page.locator(".jb-edit-links .jb-suggest")
    window.visit(f"{page}#{journey.id}--t-{ref.step}")
    assert told(form.get_attribute("href"))["step"] == ref.step
    assert told(form.get_attribute("href"))["title"] == f"{journey.title}: {moment.title}"
    window.page.evaluate("location.hash = ''")
    expect(form).not_to_have_attribute("href", re.compile(r"step=[^&]"))
    assert told(form.get_attribute("href"))["title"] == journey.title


def test_a_page_of_many_steps_carries_the_form_once(window: Reading, library: Library) -> None:
    journey = longest_map(library)
    body = window.page.request.get(f"{window.served.address}/{address(Ref(Kind.JOURNEY, journey.id))}").text()
    assert body.count("issues/new") == 2


@pytest.mark.parametrize("secure", [True, False], ids=["https", "plain http"])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_link_to_a_step_reaches_the_clipboard_by_key(
    width: int, secure: bool, chromium: Browser, site_server: Served, library: Library
) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    ref = step_refs(journey)[1]
    with reading(chromium, site_server, width=width, permissions=COPYING) as window:
        page = window.page
        if not secure:  # what browsers leave out where a page came without encryption
            page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        window.visit(f"{address(Ref(Kind.JOURNEY, journey.id))}?from=chat")
        open_card(page, f"{journey.id}--t-{ref.step}")
        link = page.locator(".jb-step-card:popover-open [data-tool=copy]")
        assert link.inner_text() == "Copy a link to this step"
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".jb-step-card:popover-open .jb-step-card__copied:has-text('copied')")
        other = page.context.new_page()
        other.goto(f"{site_server.address}/glossary/")
        assert other.evaluate("navigator.clipboard.readText()") == f"{site_server.address}/{address(ref)}"


def test_without_script_there_is_a_plain_link_and_one_form(
    chromium: Browser, site_server: Served, library: Library
) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    ref = step_refs(journey)[1]
    with reading(chromium, site_server, java_script_enabled=False) as window:
        page = window.page
        page.goto(f"{site_server.address}/{address(Ref(Kind.JOURNEY, journey.id))}")
        assert told(page.locator(".jb-suggest").get_attribute("href"))["map"] == journey.id
        button = page.locator(f"button[popovertarget='{journey.id}--t-{ref.step}--card']")
        button.locator("visible=true").first.click()
        link = page.locator(f"[id='{journey.id}--t-{ref.step}--card'] [data-tool=copy]")
        assert link.inner_text() == "Link to this step"
        link.click()
        assert page.url == f"{site_server.address}/{address(ref)}"


def kept_at_github(folder: Path) -> Path:
    maps, docs = folder / "maps" / "journeys", folder / "docs"
    maps.mkdir(parents=True)
    docs.mkdir()
    (maps / "one.yml").write_text("title: One\nstages: [{title: Pays, emotion: 1}]\n", encoding="utf-8")
    (docs / "notes.md").write_text("# Notes\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Small\nrepo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
        "theme: {name: material}\nplugins: [journeybook]\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize("page", ["journeys/one/", "notes/"])
def test_a_portal_kept_at_github_still_asks_nobody_else_for_anything(
    page: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = build_once(tmp_path_factory, "kept-at-github", kept_at_github)
    with serving(site) as served, reading(chromium, served) as window:
        window.visit(page)
        window.page.wait_for_load_state("networkidle")
        assert window.page.locator(".md-header__source a").get_attribute("href") == "https://github.com/o/r"
        assert window.outside == []
