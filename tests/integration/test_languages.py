"""A site in a language without a catalogue: every word says which language it is in, to screen readers and to browsers that translate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from journeybook.i18n.catalog import languages
from small_portal import CONFIG, ORDERING, SOUND, build, write

NAV = """\
nav:
  - Start: index.md
  - Reisen: journeys/index.md
  - Kapitel:
      - Notizen: notes.md
      - personas/index.md
"""


UNTRANSLATED = "nl"
"""A language of the theme for which the portal has no catalogue. Once it has one, another is needed here."""


def test_the_language_without_a_catalogue_has_none() -> None:
    assert UNTRANSLATED not in languages()


def built(root: Path, more: str = "", language: str = UNTRANSLATED, **maps: str) -> Path:
    config = CONFIG.replace("{name: material}", f"{{name: material, language: {language}}}")
    config += f"repo_url: https://github.com/acme/journeys\nedit_uri: edit/main/docs/\n{more}"
    notes = "# Notizen\n\nSiehe [[ordering]].\n"
    sources = {f"maps/journeys/{key}.yml": text for key, text in maps.items()}
    write(root, {**SOUND, "mkdocs.yml": config, "docs/notes.md": notes, **sources})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Dutch with the navigation that the portal makes."""
    return built(tmp_path_factory.mktemp("automatic"))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in Dutch with a navigation of its own."""
    return built(tmp_path_factory.mktemp("named"), NAV)


def words(page: Path) -> Iterator[tuple[str, str]]:
    """Each text and label of a page with the language that it is said to be in."""
    for element in html.parse(str(page)).iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "noscript"):
            continue
        language = element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")
        around = element.xpath("string(ancestor::*[@lang][1]/@lang)")
        for language_of, text in (
            (language, element.text),
            (around, element.tail),
            (language, element.get("aria-label")),
            (language, element.get("title")),
            (language, element.get("placeholder")),
        ):
            if text and text.strip() and any(map(str.isalpha, text)):
                yield " ".join(text.split()), language_of


def said(page: Path, language: str) -> set[str]:
    return {text for text, of in words(page) if of == language}


def test_a_page_of_the_portal_is_english_with_the_themes_words_on_it(site: Path) -> None:
    for page in ("index.html", "journeys/ordering/index.html", "personas/amira/index.html", "404.html"):
        assert html.parse(str(site / page)).getroot().get("lang") == "en"
        english = said(site / page, "en")
        assert {"Header", "All journeys", "Tabs"} <= english
        assert said(site / page, UNTRANSLATED) <= {"Notizen"}
        assert not {"Ga naar inhoud"} & english


def test_a_page_of_the_site_is_in_its_language_and_words_of_the_portal_say_that_they_are_english(
    site: Path,
) -> None:
    page = site / "notes" / "index.html"
    assert html.parse(str(page)).getroot().get("lang") == UNTRANSLATED
    foreign = said(page, UNTRANSLATED)
    assert {"Notizen", "Siehe", "Ga naar inhoud"} <= foreign
    english = said(page, "en")
    ours = {
        "All journeys",
        "Edit this page",
        "Edit in the browser",
        "Suggest a change",
        "Switch to dark colours",
        "Breadcrumb",
        "Home",
        "Journeys",
        "Glossary",
        "Guides",
    }
    assert ours <= english
    assert not ours & foreign
    assert any(each.startswith("Small portal is made from files") for each in english)


def test_titles_that_the_site_gives_are_in_its_language_on_english_pages_too(named: Path) -> None:
    for page in ("journeys/ordering/index.html", "notes/index.html"):
        foreign = said(named / page, UNTRANSLATED)
        assert {"Start", "Reisen", "Kapitel"} <= foreign
    # A page of the portal without a title in the navigation keeps its own, which is English.
    assert "Personas" in said(named / "notes/index.html", "en") - said(
        named / "notes/index.html", UNTRANSLATED
    )


@pytest.mark.parametrize(("language", "header"), [("de", "Kopfzeile"), ("es", "Cabecera")])
def test_a_site_in_a_language_of_the_catalogue_has_pages_in_it(
    language: str, header: str, tmp_path: Path
) -> None:
    site = built(tmp_path, language=language)
    for page in ("index.html", "journeys/ordering/index.html", "notes/index.html", "404.html"):
        assert html.parse(str(site / page)).getroot().get("lang") == language
        ours = said(site / page, language)
        assert header in ours
        assert not {"All journeys", "Glossary", "Guides", "Breadcrumb"} & ours
        assert not {"All journeys", "Glossary", "Guides", "Breadcrumb"} & said(site / page, "en")


def test_an_arabic_site_has_pages_from_right_to_left_and_keeps_the_direction_of_its_maps(
    tmp_path: Path,
) -> None:
    arabic = ORDERING.replace("Ordering", "الطلب") + "language: ar\ntranslation_of: ordering\n"
    site = built(tmp_path, language="ar", talab=arabic)
    for page in ("index.html", "journeys/ordering/index.html", "notes/index.html", "404.html"):
        root = html.parse(str(site / page)).getroot()
        assert (root.get("lang"), root.find("body").get("dir")) == ("ar", "rtl")
        assert not {"All journeys", "Glossary", "Guides", "Breadcrumb"} & (
            said(site / page, "en") | said(site / page, "ar")
        )
    maps = html.parse(str(site / "journeys/ordering/index.html")).xpath("//*[contains(@class, 'jb-map ')]")
    assert {each.get("dir") for each in maps} == {"ltr"}  # its title is English
    for page, other in (("ordering", "ar"), ("talab", "en")):
        root = html.parse(str(site / "journeys" / page / "index.html")).getroot()
        heads = {each.get("hreflang"): each.get("href") for each in root.findall("head/link[@hreflang]")}
        address = "https://portal.example/journeys/{}/"
        assert heads == {"en": address.format("ordering"), "ar": address.format("talab")}
        assert [each.get("hreflang") for each in root.xpath("//ul[@class='jb-meta']//a[@hreflang]")] == [
            other
        ]


def test_an_english_site_says_so_once(tmp_path: Path) -> None:
    root = write(tmp_path, SOUND)
    assert build(root).code == 0
    page = html.parse(str(root / "site/notes/index.html"))
    assert [each.tag for each in page.iter() if each.get("lang")] == ["html"]
