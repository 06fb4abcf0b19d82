"""A portal in the pseudo-language: every word of ours has marks on its letters, so a plain one is outside of the catalogue.

What teams write in it holds no Latin letter. Looked at are the parts in `CONVERTED`, which grow until they are all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import material
import pytest
from browsing import Reading, reading
from lxml import html
from playwright.sync_api import Browser, expect

from built import build_once
from journeybook.i18n.pseudo import pseudo
from served import serving

LANGUAGE = "en-XA"

MAP = """\
title: Παραγγελία
language: el
summary: Από την αρχή ως το δέμα.
personas: [ena, dyo]
owner: omada
tags: [agora]
reviewed: 2026-05-04
review_every: 6 months
stages:
  - id: s1
    title: Επιλογή
    lifecycle: l1
    steps:
      - id: t1
        title: Κοιτάζει
        channel: k1
        action: Συγκρίνει τρία.
        emotion: {ena: 1, dyo: -1}
        evidence: [p1]
      - {id: t2, title: Πληρώνει, emotion: -2, channel: k1, pains: [Η φόρμα ξεχνάει], moment_of_truth: true, evidence: [p1]}
  - id: s2
    title: Αναμονή
    lifecycle: l2
    steps:
      - {id: t3, title: Περιμένει, emotion: 0, metrics: {m1: 7}}
"""

SOURCES = {
    "mkdocs.yml": f"""\
site_name: Πύλη
site_url: https://portal.example/
repo_url: https://github.com/1/2
repo_name: ·
edit_uri: edit/main/docs/
theme: {{name: material, language: {LANGUAGE}}}
plugins: [journeybook]
""",
    "docs/simioma.md": "# Σημείωμα\n\nΔες [[o1]].\n",
    "maps/vocabulary.yml": """\
channels: {k1: {title: Ιστός}}
teams: {omada: {title: Ομάδα}}
lifecycle: {l1: {title: Αγορά}, l2: {title: Χρήση}}
emotion_scale: {min: -2, max: 2, words: {-2: πικρό, -1: λυπηρό, 0: έτσι, 1: καλό, 2: λαμπρό}}
""",
    "maps/journeys/o1.yml": MAP,
    "maps/journeys/o2.yml": MAP.replace("Παραγγελία", "Αύριο").replace("emotion: -2", "emotion: 2")
    + "type: future-state\nfuture_of: o1\n",
    "maps/personas/ena.yml": "title: Άννα\nlanguage: el\nrole: Σχεδιάστρια\n",
    "maps/personas/dyo.yml": "title: Βασίλης\nlanguage: el\n",
    "maps/metrics/m1.yml": "title: Βαθμός\nkind: nps\nowner: omada\n",
    "maps/metrics/m1.csv": "date,value\n2026-01-31,7\n2026-02-28,9\n",
    "maps/evidence/p1.yml": "title: Συνεντεύξεις\nkind: interviews\ndate: 2026-03-01\npeople: 5\nowner: omada\n",
    "maps/paths/d1.yml": "title: Δρόμος\nsteps: [{read: journey/o1, why: Αρχή., minutes: 5}, {read: persona/ena, why: Μετά., minutes: 5}]\n",
}

SHELL = ("jb-header", "jb-tabs", "jb-within", "jb-ways", "jb-crumbs", "jb-copyright")
"""The classes of the shell around each page."""

CONVERTED: dict[str, tuple[str, ...]] = {
    "**/*.html": SHELL,
    "404.html": (),
}
"""The pages that are looked at, and the classes of the elements that are looked at on them; the whole page where none."""

PENDING = frozenset({"Glossary", "Format reference", "Rules", "Compare two journeys", "Review"})
"""Titles of pages in the navigation whose pages are not converted yet."""

CLDR = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b|(?<= )and(?= )")
"""Dates and lists come from the CLDR, which has no pseudo-language in Babel and in browsers."""

PLAIN = re.compile(r"(?<![\w&])[A-Za-z]{2,}")


@cache
def themes_words() -> frozenset[str]:
    """What Material's own words say, English where it does not know the language."""
    path = Path(material.__file__).parent / "templates/partials/languages/en.html"
    return frozenset(re.findall(r'": "([^"]*)"', path.read_text("utf-8")))


def texts(root: html.HtmlElement) -> Iterator[str]:
    """The words of an element that people see or hear; not code, keys and addresses."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.xpath(
            "ancestor-or-self::*[self::script or self::style or self::code or self::kbd or self::template]"
        ):
            continue
        yield from (
            element.get(name) or ""
            for name in ("aria-label", "title", "placeholder", "alt", "aria-description")
        )
        yield element.text or ""
        if element is not root:
            yield element.tail or ""


def plain_words(root: html.HtmlElement) -> list[str]:
    """The texts of an element that hold a word without marks."""
    found = (" ".join(each.split()) for each in texts(root))
    known = themes_words() | PENDING
    return [each for each in found if each not in known and PLAIN.search(CLDR.sub("", each))]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal, built once."""

    def prepare(folder: Path) -> Path:
        for name, text in SOURCES.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return folder

    return build_once(tmp_path_factory, "pseudo-portal", prepare)


@pytest.fixture
def window(site: Path, chromium: Browser) -> Iterator[Reading]:
    """A window in which the portal is read."""
    with serving(site) as served, reading(chromium, served) as found:
        yield found


def elements(path: Path, classes: tuple[str, ...]) -> list[html.HtmlElement]:
    """The elements of a page with one of the classes; all of it without any."""
    root = html.parse(str(path)).getroot()
    if not classes:
        return [root]
    return [each for each in root.iter() if isinstance(each.tag, str) and set(classes) & set(each.classes)]


def shown(window: Reading, selector: str) -> html.HtmlElement:
    """An element as script has made it."""
    return html.fromstring(window.page.locator(selector).first.evaluate("element => element.outerHTML"))


@pytest.mark.parametrize("pattern", CONVERTED)
def test_no_word_of_ours_is_outside_of_the_catalogue(site: Path, pattern: str) -> None:
    paths = sorted(site.glob(pattern))
    assert paths
    found = {
        f"{path.relative_to(site)}: {words}"
        for path in paths
        for element in elements(path, CONVERTED[pattern])
        for words in plain_words(element)
    }
    assert found == set()


def test_pages_say_that_they_are_in_the_language(site: Path) -> None:
    for name in ("index.html", "journeys/o1/index.html", "404.html", "simioma/index.html"):
        root = html.parse(str(site / name)).getroot()
        assert root.get("lang") == LANGUAGE
        assert root.xpath("//*[@lang='en']") == []


@pytest.mark.browser
def test_the_search_box_speaks_the_language(window: Reading) -> None:
    window.visit("")
    box = window.page.locator("[data-jb-search] input")
    assert box.get_attribute("placeholder") == pseudo("Search steps, pains, people")
    status = window.page.locator("[data-jb-search] [role=status]")
    box.fill("Πληρώνει")
    expect(status).to_have_text(re.compile(rf"^\d+ {pseudo('pages')} {pseudo('found')}$"))
    assert window.page.locator(".jb-hits__group").first.get_attribute("lang") == "el"
    assert set(window.page.locator(".jb-hit__kind").evaluate_all("all => all.map(each => each.lang)")) == {
        LANGUAGE
    }
    box.fill("ξξξξ")
    expect(status).to_have_text(pseudo("Nothing found"))
    assert plain_words(shown(window, "[data-jb-search]")) == []


@pytest.mark.browser
def test_the_catalogue_counts_in_the_language(window: Reading) -> None:
    window.visit("journeys/")
    expect(window.page.locator("[data-found]")).to_have_text(f"2 {pseudo('journeys')}")


@pytest.mark.browser
def test_a_comparison_is_made_in_the_language(window: Reading) -> None:
    window.visit("compare/?a=o1&b=o2")
    expect(window.page.locator(".jv-title")).to_contain_text(pseudo("against"))
    assert plain_words(shown(window, ".jv-out")) == []
    assert plain_words(shown(window, ".jv-status")) == []


@pytest.mark.browser
def test_a_reading_path_is_told_in_the_language(window: Reading) -> None:
    window.visit("paths/d1/")
    expect(window.page.locator(".jq-so-far__w")).to_have_text(pseudo("Nothing read yet"))
    window.page.locator(".jq-go").first.click()
    bar = window.page.locator(".jb-way")
    expect(bar).to_contain_text(pseudo("Next"))
    assert bar.get_attribute("lang") == LANGUAGE
    assert plain_words(shown(window, ".jb-way")) == []


@pytest.mark.browser
def test_tools_of_a_map_speak_the_language(window: Reading) -> None:
    window.visit("journeys/o1/")
    window.page.evaluate("document.querySelector('.jm-card').showPopover()")
    link = window.page.locator(".jm-card:popover-open [data-jm=copy]")
    expect(link).to_have_text(re.compile(pseudo("Copy a link to this")))
