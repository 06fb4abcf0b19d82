"""journeybook added to a site that exists: its pages, its navigation and its plugins stay what they were."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from small_portal import CONFIG, SOUND, Done, build, page, write

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


SITE = {
    "docs/index.md": "# Welcome to Acme\n",
    "docs/about.md": "# About us\n\nAsk [[persona:amira]].\n",
    "docs/handbook/rules.md": "# House rules\n",
    "docs/glossary.md": "# Our words\n",
    "docs/llms.txt": "ours\n",
}
"""A site that was there before."""


@pytest.fixture(scope="module")
def clashing(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """A site with several pages where the portal has its own, built."""
    files = {**SITE, "docs/personas/amira.md": "# Amira from sales\n"}
    root = write(tmp_path_factory.mktemp("clashing"), {**SOUND, **files})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    return root, done


def test_pages_of_the_site_stay_and_ours_give_way(clashing: tuple[Path, Done]) -> None:
    root, done = clashing
    assert "Welcome to Acme" in page(root, "")
    assert "Our words" in page(root, "glossary")
    assert "Amira from sales" in page(root, "personas/amira")
    assert (root / "site/llms.txt").read_text() == "ours\n"
    assert '<h1 id="jp--home">Customer journeys</h1>' in page(root, "journeys")
    assert '<h1 id="jp--journeys">Journeys</h1>' in page(root, "journeys/all")
    assert "Remote designer" in page(root, "journeybook/personas/amira")
    assert "moment of truth" in page(root, "journeybook/glossary").lower()
    assert (root / "site/journeybook/llms.txt").is_file()
    told = [line for line in done.lines if "stays" in line]
    assert len(told) == 4, "one line for each"
    assert "`docs/index.md`" in told[0]
    assert "`journeys/`, its catalogue at `journeys/all/`" in told[0]
    assert broken_links(root) == []


def test_everything_follows_a_page_that_gave_way(clashing: tuple[Path, Done]) -> None:
    root, _ = clashing
    text = page(root, "journeys/ordering")
    crumbs = re.findall(r'<li><a href="([^"]*)"><bdi>([^<]*)', text[text.index("jb-crumbs") :])
    assert crumbs[:3] == [("../../", "Home"), ("../", "Customer journeys"), ("../all/", "Journeys")]
    assert 'href="../../journeybook/personas/amira/"' in text
    assert 'data-catalogue="journeys/all/"' in text
    assert 'href="/journeys/all/"' in (root / "site/404.html").read_text()
    assert (
        "https://portal.example/journeybook/personas/amira/"
        in (root / "site/journeybook/llms.txt").read_text()
    )
    portal = json.loads((root / "site/portal.json").read_text())
    assert portal["personas"][0]["address"] == "journeybook/personas/amira/"
    assert portal["glossary"][0]["address"].startswith("journeybook/glossary/#")
    assert 'href="../journeybook/personas/amira/"' in page(root, "about")


@pytest.mark.parametrize(
    ("config", "files", "places"),
    [
        (
            "{home: portal}",
            SITE,
            {"": "Welcome to Acme", "portal": "Customer journeys", "journeys": "Journeys"},
        ),
        ("{home: /portal/}", {}, {"": 'url=portal/"', "portal": "Customer journeys", "journeys": "Journeys"}),
        (
            "{home: about}",
            {**SITE, "docs/journeys/index.md": "# Trips\n"},
            {
                "about": "About us",
                "journeys": "Trips",
                "journeybook": "Customer journeys",
                "journeys/all": "Journeys",
            },
        ),
    ],
    ids=["named", "named without a front page", "taken"],
)
def test_home_is_where_the_site_wants_it(
    config: str, files: dict[str, str], places: dict[str, str], tmp_path: Path
) -> None:
    named = CONFIG.replace("[journeybook]", f"[journeybook: {config}]")
    root = write(tmp_path, {**SOUND, **files, "mkdocs.yml": named + "use_directory_urls: true\n"})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    for address, words in places.items():
        assert words in page(root, address), address
    assert broken_links(root) == []


@pytest.mark.parametrize(
    ("home", "said"),
    [("../up", "is no folder of the site"), ("personas", "is where the portal has its page `Personas`")],
)
def test_a_home_that_cannot_be_is_refused_in_one_line(home: str, said: str, tmp_path: Path) -> None:
    config = CONFIG.replace("[journeybook]", f"[journeybook: {{home: {home}}}]")
    done = build(write(tmp_path, {**SOUND, "mkdocs.yml": config}))
    assert done.code == 1
    assert said in done.log
    assert "Traceback" not in done.log


PARTS = "# Welcome\n\n## Where it hurts\n\n```journeybook\npart: heat-map\n```\n\n```journeybook\npart: top-pains\n```\n"


def test_a_front_page_of_the_site_shows_parts_of_the_portal(tmp_path: Path) -> None:
    words = "lifecycle: {buy: {title: Buy}}\n"
    ordering = SOUND["maps/journeys/ordering.yml"].replace(
        "title: Order\n", "title: Order\n    lifecycle: buy\n"
    )
    maps = {"maps/vocabulary.yml": words, "maps/journeys/ordering.yml": ordering}
    config = CONFIG + "use_directory_urls: false\n"
    root = write(tmp_path, {**SOUND, **maps, "docs/index.md": PARTS, "mkdocs.yml": config})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    text = page(root, "")
    assert 'href="journeys/ordering/index.html#ordering--t-pay" title="Pays' in text
    assert "The form forgets everything" in text
    assert 'href="journeys/all/index.html"' in text
    assert broken_links(root) == []
    stopped = build(write(root, {"docs/index.md": PARTS.replace("heat-map", "heatmap")}))
    assert stopped.code == 1
    assert "docs/index.md:6:7" in stopped.log
    assert "did you mean `heat-map`?" in stopped.log
