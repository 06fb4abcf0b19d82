"""journeybook added to a site that exists: its pages, its navigation and its plugins stay what they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from small_portal import CONFIG, SOUND, build, page, write

# awesome-nav works before and after journeybook.
AWESOME = CONFIG.replace("[journeybook]", "[awesome-nav, journeybook]")
NAV_OF_TITLES = (
    "nav:\n  - Maps: journeys/index.md\n  - journeys/ordering.md\n  - Words: glossary/index.md\n  - '*'\n"
)

SHARED = re.compile(r'(?:href|src)="([^"#?]+)')


def broken_links(root: Path) -> list[str]:
    """Every relative link of a built page, stylesheets and scripts included, that leads to no file."""
    site = root / "site"
    broken = []
    for path in sorted(site.rglob("index.html")):
        for link in sorted(set(SHARED.findall(path.read_text("utf-8")))):
            if re.match(r"[a-z]+:|/", link):
                continue
            target = (path.parent / link).resolve()
            if not (target.is_file() or (target / "index.html").is_file()):
                broken.append(f"{path.relative_to(site)}: {link}")
    return broken


def tabs(text: str) -> list[str]:
    """The titles of the navigation's top items."""
    return re.findall(r'class="md-tabs__link"[^>]*>([^<]*)<', text)


@pytest.mark.parametrize(
    "config",
    [
        CONFIG + "nav: [notes.md, journeys/index.md]\n",
        CONFIG + "nav: [notes.md]\nuse_directory_urls: false\n",
    ],
    ids=["addresses of folders", "addresses of files"],
)
def test_every_page_has_its_stylesheet_script_and_links_whatever_the_navigation(
    config: str, tmp_path: Path
) -> None:
    root = write(tmp_path, {**SOUND, "mkdocs.yml": config})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert broken_links(root) == []


def test_a_navigation_names_any_page_of_the_portal(tmp_path: Path) -> None:
    nav = "nav:\n- Notes: notes.md\n- One: journeys/ordering.md\n- Words: glossary/index.md\n- personas/amira.md\n"
    root = write(tmp_path, {**SOUND, "mkdocs.yml": CONFIG + nav})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert tabs(page(root, "journeys/ordering")) == ["Notes", "One", "Words", "Amira Haddad"]


def test_awesome_nav_names_any_page_of_the_portal(tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "mkdocs.yml": AWESOME, "docs/.nav.yml": NAV_OF_TITLES})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert broken_links(root) == []
    found = tabs(page(root, "notes"))
    assert found[:3] == ["Maps", "Ordering", "Words"]
    assert {"Home", "Notes", "Personas"} < set(found)
    assert 'href="../personas/amira/"' not in page(root, "notes"), "a single page is taken by its name alone"


def test_awesome_nav_without_a_file_takes_indexes_and_the_folders_that_have_a_list(tmp_path: Path) -> None:
    config = CONFIG.replace("[journeybook]", "[journeybook, awesome-nav]")
    listed = {"docs/journeys/.nav.yml": "nav: ['*']\n"}
    root = write(tmp_path, {**SOUND, **listed, "mkdocs.yml": config})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert broken_links(root) == []
    header = page(root, "notes").partition("<main")[0]
    for link in ("../journeys/", "../journeys/ordering/", "../personas/", "../glossary/"):
        assert f'href="{link}"' in page(root, "notes"), header
    assert 'href="../personas/amira/"' not in page(root, "notes")
