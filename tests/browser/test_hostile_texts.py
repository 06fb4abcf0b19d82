"""Texts that try to run something are shown as texts: in every field, on every page, in search, feed, drawings and reports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pydantic import BaseModel

from browsing import Reading, reading
from built import build_once
from hostile_portal import ALL, PAYLOADS, RUN, TITLES, write_hostile_repository
from journeybook.checks.registry import RULES
from journeybook.format.field_types import Form
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS
from journeybook.model.vocabulary import Term, Vocabulary
from journeybook.portal.portal import read_portal
from journeybook.site.site_check import Allowed, check_site
from served import serving

pytestmark = pytest.mark.browser


def written(folder: Path) -> Path:
    corpus = folder.parent / "hostile-corpus"
    corpus.mkdir()
    return write_hostile_repository(folder, corpus=corpus)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Its authors are warned that their markup is shown as text, which is what the tests are about.
    return build_once(tmp_path_factory, "hostile", written, strict=False)


@pytest.fixture(scope="module")
def window(chromium: Browser, hostile_site: Path) -> Iterator[Reading]:
    with serving(hostile_site) as served, reading(chromium, served) as opened:
        yield opened


FREE = {Form.TEXT, Form.TITLE, Form.PROSE, Form.FEELING}
NOT_FREE = {
    "Journey.lanes key": "the id of a lane of the vocabulary",
    "Stage.lanes key": "the id of a lane of the vocabulary",
    "Step.lanes key": "the id of a lane of the vocabulary",
    "Team.handles": "the name of a team at the git host, which is refused where it is none",
}
"""Texts by their type of which only certain ones are taken, each with the reason."""


def text_fields() -> set[str]:
    """Every field of every model that takes a free text."""
    found = set()
    for model in (*MODELS.values(), Vocabulary):
        for part in parts_of(model):
            for each in described(part):
                if each.value.form in FREE:
                    found.add(f"{part.__name__}.{each.name}")
                if each.keys and each.keys.form in FREE:
                    found.add(f"{part.__name__}.{each.name} key")
    return found - {f"{Term.__name__}.title", f"{Term.__name__}.summary"}  # of the terms themselves


def hostile_fields(value: Any, name: str = "") -> Iterator[str]:
    """The fields of an object, and of all within it, whose text is a payload."""
    if isinstance(value, BaseModel):
        for field, info in type(value).model_fields.items():
            yield from hostile_fields(getattr(value, field), f"{type(value).__name__}.{info.alias or field}")
    elif isinstance(value, dict):
        yield from (f"{name} key" for key in value if RUN in str(key))
        for each in value.values():
            yield from hostile_fields(each, name)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from hostile_fields(each, name)
    elif isinstance(value, str) and RUN in value:
        yield name


def test_every_text_field_of_every_model_holds_a_payload(hostile_site: Path) -> None:
    library = read_portal(hostile_site.parent).library
    tried = set(hostile_fields(library.vocabulary))
    for kind in MODELS:
        for each in library.shelf(kind).values():
            tried |= set(hostile_fields(each))
    assert text_fields() - tried == NOT_FREE.keys()


def test_no_file_of_the_site_holds_what_any_reader_of_html_could_run(hostile_site: Path) -> None:
    found = [
        each for each in check_site(hostile_site, Allowed()) if RULES[each.code].name != "page-without-policy"
    ]
    assert found == []  # pages carry no policy here, so that escaping is tried alone


def addresses_of(site: Path) -> list[str]:
    """Every page and drawing of the site, and its feed; a dark drawing holds the texts of the light one."""
    found = [*site.rglob("*.html"), *site.rglob("map.svg"), site / "changes.xml"]
    return sorted(
        path.relative_to(site).as_posix()
        for path in found
        if not {"assets", "pagefind"} & set(path.relative_to(site).parts)
    )


LINKS = """
[...document.querySelectorAll("a[href], form[action], iframe, object, embed")]
  .map((at) => at.protocol || at.action || at.localName).filter((at) => !/^(http|mailto)/.test(at))
"""


def harmed(window: Reading, addresses: list[str]) -> dict[str, list[str]]:
    """The pages on which something ran, or where a link would, with these links."""
    found = {}
    for address in addresses:
        window.page.goto(f"{window.served.address}/{address}")
        ran, links = window.page.evaluate(f"['__pwn' in window, {LINKS}]")
        if ran or window.dialogs or links:
            found[address] = links
            window.dialogs.clear()
    return found


def test_nothing_runs_on_any_page_and_no_link_would(
    chromium: Browser, window: Reading, hostile_site: Path
) -> None:
    pages = addresses_of(hostile_site)
    assert len(pages) > 4 * len(PAYLOADS) + 10 * len(TITLES)
    # What the pages themselves hold. Scripts and styles of the site, which are the same everywhere, would take most of the time.
    with reading(chromium, window.served) as bare:
        session = bare.page.context.new_cdp_session(bare.page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": ["*/assets/*", "*.woff2"]})
        assert harmed(bare, pages) == {}
        assert bare.outside == []
    # With them, a page of each folder and of each payload in turn.
    kinds = {address.split("/", 1)[0]: address for address in pages if address.endswith(".html")}
    assert (
        harmed(window, [*kinds.values(), *(f"journeys/m-{number}/" for number in range(0, len(PAYLOADS), 3))])
        == {}
    )
    assert window.outside == []


def assert_nothing_ran(window: Reading) -> None:
    assert window.page.evaluate(LINKS) == []
    assert not window.page.evaluate("'__pwn' in window")
    assert window.dialogs == []
    assert window.outside == []


@pytest.mark.parametrize("address", ["journeys/m-1/", "personas/p-1/", "insights/pains/", "changes/", ""])
def test_nothing_runs_on_paper(address: str, window: Reading) -> None:
    window.visit(address)
    window.page.emulate_media(media="print")
    try:
        window.page.evaluate(
            "['beforeprint', 'afterprint'].forEach((name) => dispatchEvent(new Event(name)))"
        )
        assert RUN in window.page.locator("main, article").first.inner_text()
        assert window.page.pdf().startswith(b"%PDF-")
        assert_nothing_ran(window)
    finally:
        window.page.emulate_media(media="screen")


def test_nothing_runs_by_pointer_and_keyboard_on_a_map(window: Reading) -> None:
    for number in range(0, len(PAYLOADS), 4):
        window.visit(f"journeys/m-{number}/")
        window.page.keyboard.press("t")  # the table
        window.page.evaluate(
            """() => { for (const at of document.querySelectorAll("main *")) {
              for (const name of ["pointerenter", "pointerover", "focus", "click", "toggle", "load", "error"]) {
                if (name !== "click" || !at.closest("a, form, label, summary, button")) at.dispatchEvent(new Event(name));
              }
            } }"""
        )
        for step in window.page.locator("main [data-step], main .jv-step, main summary").all()[:6]:
            step.dispatch_event("click")
        assert_nothing_ran(window)


def test_instant_navigation_shows_texts(chromium: Browser, window: Reading, hostile_site: Path) -> None:
    address = window.served.address
    sitemap = (hostile_site / "sitemap.xml").read_text("utf-8").replace("https://portal.example", address)
    with reading(chromium, window.served) as opened:
        page = opened.page
        page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="text/xml"))
        with page.expect_response("**/sitemap.xml"):
            opened.visit("journeys/")
        opened.settle()
        page.evaluate("window.stays = true")
        for number in (0, 3, 9, 14):
            page.locator(f"a[href$='/journeys/m-{number}/']").first.dispatch_event("click")
            page.wait_for_url(f"**/journeys/m-{number}/")
            page.wait_for_function(
                "(words) => document.querySelector('main h1')?.innerText.includes(words)", arg=RUN
            )
            assert page.evaluate("window.stays"), "the page was loaded anew"
            assert_nothing_ran(opened)
            page.go_back()
            page.wait_for_url("**/journeys/")


def test_the_report_of_a_difference_shows_texts(
    chromium: Browser, hostile_site: Path, tmp_path: Path
) -> None:
    report = tmp_path / "changes.html"
    command = [sys.executable, "-c", "from journeybook.cli import main; main()", "diff", "HEAD~1", "HEAD"]
    done = subprocess.run(
        [*command, "--format", "html", "--out", str(report)],
        cwd=hostile_site.parent,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    bare = tmp_path / "bare.html"
    bare.write_text(report.read_text("utf-8").replace("Content-Security-Policy", "none"), "utf-8")
    context = chromium.new_context()
    try:
        page = context.new_page()
        seen: list[str] = []
        page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
        page.on(
            "request", lambda request: request.url.startswith(("file:", "data:")) or seen.append(request.url)
        )
        for path in (report, bare):
            page.goto(path.as_uri())
            page.evaluate(
                "for (const at of document.querySelectorAll('*')) at.dispatchEvent(new Event('pointerenter'))"
            )
            assert RUN in page.locator("body").inner_text()
            assert page.evaluate(LINKS.replace("http|mailto", "http|mailto|file")) == []
            assert not page.evaluate("'__pwn' in window")
        assert seen == []
    finally:
        context.close()


def test_every_payload_is_in_the_feed_and_the_data_as_text(hostile_site: Path) -> None:
    assert "&lt;img src=x" in (hostile_site / "changes.xml").read_text("utf-8")
    assert RUN in (hostile_site / "portal.json").read_text("utf-8")
    assert ALL.split()[0] in (hostile_site / "llms.txt").read_text("utf-8")


def test_search_shows_what_it_finds_as_text(window: Reading) -> None:
    window.visit("")
    window.page.keyboard.press("/")
    for words in ("onerror", "script", "javascript"):
        window.page.locator(".jb-header .jb-search__input").fill(words)
        window.page.wait_for_selector(".jb-search--open:not(.jb-search--busy) a.jb-hit")
        window.settle()
        assert RUN in window.page.locator(".jb-search--open .jb-search__panel").inner_text()
        assert window.page.evaluate(LINKS) == []
        assert not window.page.evaluate("'__pwn' in window")
    assert window.dialogs == []


def test_a_comparison_that_the_script_draws_shows_texts(window: Reading) -> None:
    for number in range(len(PAYLOADS) - 1):
        window.visit(f"compare/?a=m-{number}&b=m-{number + 1}")
        window.page.wait_for_selector(".jb-compare-out table")
        assert RUN in window.page.locator(".jb-compare-out").inner_text()
        assert window.page.evaluate(LINKS) == []
        assert not window.page.evaluate("'__pwn' in window")
    assert window.dialogs == []


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_the_text_is_shown_as_it_was_written(number: int, window: Reading) -> None:
    window.visit(f"journeys/m-{number}/")
    shown = window.page.locator("main h1").inner_text()
    assert shown.split() == PAYLOADS[number].split()
    assert window.page.title().startswith(" ".join(PAYLOADS[number].split())[:20])


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_the_title_of_a_hand_written_page_is_shown_as_text(number: int, window: Reading) -> None:
    window.visit(f"h-{number}/")
    # A character reference in a title is read as one, as MkDocs always did.
    words = unescape(PAYLOADS[number]).split()
    assert window.page.locator(".jb-shell-crumbs [aria-current]").inner_text().split() == words
    assert window.page.title().split()[: len(words)] == words
    for name in ("description", "author"):
        said = window.page.locator(f"meta[name={name}]").get_attribute("content") or ""
        assert unescape(said).split() == words
    assert window.page.locator(".md-tag").inner_text().split() == words
