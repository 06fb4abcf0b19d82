"""Parts of the shell that are rendered once, and the navigation that a site gets by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation

from journeybook.mkdocs_plugin.files import GeneratedPage, add_pages
from journeybook.mkdocs_plugin.navigation import (
    adopt_pages,
    automatic_navigation,
    default_nav,
    guides,
    section_of,
)
from journeybook.pages.page import Page, PagePlan
from journeybook.site.portal_navigation import HOME_TITLES
from journeybook.site.site_sources import Sources


def plan(address: str, title: str) -> PagePlan:
    return PagePlan(address, title, None, None, lambda: Page(address, title, ""))


PLANS = (
    plan("", "Fennel"),
    plan("journeys/", "Journeys"),
    plan("glossary/", "Glossary"),
    plan("journeys/pay/", "Pay & <go>"),
    plan("journeys/wait/", "Wait"),
    plan("personas/amira/", "Amira"),
)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs/guide").mkdir(parents=True)
    (tmp_path / "docs/guide/reading-a-map.md").write_text("# Reading")
    (tmp_path / "docs/reading-a-map.md").write_text("# Another")
    made = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    made.load_dict(
        {"site_name": "Fennel", "docs_dir": str(tmp_path / "docs"), "site_dir": str(tmp_path / "site")}
    )
    assert made.validate() == ([], [])
    return made


@pytest.fixture
def files(config: MkDocsConfig, tmp_path: Path) -> Files:
    found = get_files(config)
    set_exclusions(found, config)
    assert (
        add_pages(found, config, Sources(tmp_path, tmp_path / "docs", tmp_path / "mkdocs.yml"), PLANS, at=str)
        == []
    )
    return found


def page(files: Files, uri: str) -> GeneratedPage:
    file = files.get_file_from_path(uri)
    assert file is not None
    assert isinstance(file.page, GeneratedPage)
    return file.page


def navigation(config: MkDocsConfig, files: Files, nav: list | None = None) -> Navigation:
    config.nav = nav
    if nav is None:
        made = automatic_navigation(default_nav(PLANS, files), files, config)
    else:
        made = get_navigation(files, config)
    adopt_pages(files, HOME_TITLES["alone"])
    return made


def test_a_site_without_a_navigation_gets_one(config: MkDocsConfig, files: Files) -> None:
    made = navigation(config, files)
    assert [item.title for item in made.items] == ["Home", "Journeys", "Glossary", "Guides"]
    assert made.homepage is not None
    assert made.homepage.url == ""


def test_pages_for_those_who_write_stand_beside_the_guides(files: Files) -> None:
    made = default_nav(
        (*PLANS, plan("rules/", "Rules"), plan("reference/format/", "Format reference")), files
    )
    assert made[-1] == {
        "Guides": [
            *("reading-a-map.md", "guide/reading-a-map.md"),
            *({"Rules": "rules/index.md"}, {"Format reference": "reference/format.md"}),
        ]
    }
    assert not any("Rules" in each for each in made)


def test_titles_of_the_navigation_win_and_are_markup_safe(config: MkDocsConfig, files: Files) -> None:
    made = navigation(
        config,
        files,
        [{"Start & go": "index.md"}, {"All": [{"Maps": "journeys/index.md"}, "journeys/pay.md"]}],
    )
    assert made.items[0].title == "Start &amp; go"
    assert [each.title for each in made.items[1].children] == ["Maps", "Pay &amp; &lt;go&gt;"]


def test_a_page_outside_of_the_navigation_belongs_to_the_index_of_its_folder(
    config: MkDocsConfig, files: Files
) -> None:
    made = navigation(config, files)
    assert section_of(page(files, "journeys/pay.md"), made).title == "Journeys"
    assert section_of(page(files, "personas/amira.md"), made) is None
    assert section_of(None, made) is None
    home = page(files, "index.md")
    home.active = True
    assert section_of(home, made).title == "Home"


def test_guides_are_found_in_their_folder_first(files: Files) -> None:
    assert guides(files)["reading-a-map"] == "/guide/reading-a-map/"


def test_generated_pages_pass_no_markdown(config: MkDocsConfig, files: Files) -> None:
    navigation(config, files)
    made = page(files, "journeys/pay.md")
    made.read_source(config)
    made.render(config, files)
    assert (made.markdown, made.content) == ("", "")
    assert [entry.url for entry in made.toc] == ["#jb-content"]
