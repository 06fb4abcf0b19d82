"""A portal in the pseudo-language: every word of ours has marks on its letters, so a plain one is outside of the catalogue.

What teams write in it holds no Latin letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import material
import pytest
from babel import Locale
from lxml import etree, html
from playwright.sync_api import Browser, expect

from browsing import Reading, reading
from built import build_once
from journeybook.checks.registry import RULES
from journeybook.i18n.pseudo import pseudo
from repositories import Checkout
from served import serving

LANGUAGE = "en-XA"

MAP = """\
title: Παραγγελία
language: el
summary: Από την αρχή ως το δέμα.
personas: [ena, dyo]
owner: omada
status: published
tags: [a-b]
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

AUTHOR = "Άννα <1@2.3>"

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

MONTHS = [
    month
    for width in ("wide", "abbreviated")
    for month in Locale("en", "GB").months["format"][width].values()
]

NAMES = "|".join(sorted({each.name for each in RULES.values()} | {"CSV", "JSON", "SVG"}, reverse=True))

ALLOWED = re.compile(
    rf"\b(?:{'|'.join(MONTHS)})\b|(?<= )and(?= )"  # the CLDR's, which has no pseudo-language in Babel and browsers
    rf"|\bJB\d+\b|\b(?:{NAMES})\b"  # names
    rf"|^{pseudo('Also called')} .*"  # names of fields in other tools
)
"""What is no word of a message."""

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
            "ancestor-or-self::*[self::script or self::style or self::code or self::kbd or self::samp or self::template]"
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
    return [each for each in found if each not in themes_words() and PLAIN.search(ALLOWED.sub("", each))]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal, built once."""

    def prepare(folder: Path) -> Path:
        history = Checkout(folder)
        history.commit(SOURCES, "Αρχή", AUTHOR)
        history.commit({"maps/journeys/o1.yml": MAP.replace("ξεχνάει", "ξεχνά")}, "Αλλαγή", AUTHOR)
        return folder

    return build_once(tmp_path_factory, "pseudo-portal", prepare)


@pytest.fixture
def window(site: Path, chromium: Browser) -> Iterator[Reading]:
    """A window in which the portal is read."""
    with serving(site) as served, reading(chromium, served) as found:
        yield found


def shown(window: Reading, selector: str) -> html.HtmlElement:
    """An element as script has made it."""
    return html.fromstring(window.page.locator(selector).first.evaluate("element => element.outerHTML"))


def test_no_word_of_ours_is_outside_of_the_catalogue(site: Path) -> None:
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        for words in plain_words(html.parse(str(path)).getroot()):
            found.setdefault(words, name)
    assert found == {}


def test_calendars_and_feeds_are_in_the_language(site: Path) -> None:
    calendars = sorted(site.glob("review/*.ics"))
    assert calendars
    for path in calendars:
        lines = path.read_bytes().decode().replace("\r\n ", "").splitlines()
        told = [
            line.partition(":")[2]
            for line in lines
            if line.startswith(("X-WR-CALNAME", "SUMMARY", "DESC", "CAT"))
        ]
        words = [re.sub(r"maps/\S+|\\\\n", " ", each) for each in told]
        assert words
        assert [each for each in words if PLAIN.search(each)] == []
    feed = etree.parse(str(site / "changes.xml"))
    told = feed.xpath("//*[local-name()='title' or local-name()='content']/text()")
    bodies = [html.fromstring(f"<div>{each}</div>") for each in told]
    assert len(bodies) > 1
    assert [words for each in bodies for words in plain_words(each)] == []


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
    expect(status).to_have_text(re.compile(rf"^\d+ {pseudo('results')} {pseudo('found')}$"))
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
    expect(window.page.locator(".jb-compare-title")).to_contain_text(pseudo("against"))
    assert plain_words(shown(window, ".jb-compare-out")) == []
    assert plain_words(shown(window, ".jb-compare-status")) == []


@pytest.mark.browser
def test_a_reading_path_is_told_in_the_language(window: Reading) -> None:
    window.visit("paths/d1/")
    expect(window.page.locator(".jb-path-so-far__words")).to_have_text(pseudo("Nothing read yet"))
    window.page.locator(".jb-path-go").first.click()
    bar = window.page.locator(".jb-path-bar")
    expect(bar).to_contain_text(pseudo("Next"))
    assert bar.get_attribute("lang") == LANGUAGE
    assert plain_words(shown(window, ".jb-path-bar")) == []


@pytest.mark.browser
def test_tools_of_a_map_speak_the_language(window: Reading) -> None:
    window.visit("journeys/o1/")
    window.page.evaluate("document.querySelector('.jb-step-card').showPopover()")
    link = window.page.locator(".jb-step-card:popover-open [data-tool=copy]")
    expect(link).to_have_text(re.compile(pseudo("Copy a link to this")))
