from __future__ import annotations

import time
from pathlib import Path

import pytest

from journeybook.sources.site_settings import SiteSettings, read_site_settings


def settings(tmp_path: Path, text: str, **others: str) -> SiteSettings | None:
    """What the settings say of where sources lie, and nothing else of them."""
    for name, more in others.items():
        (tmp_path / f"{name}.yml").write_text(more)
    (tmp_path / "mkdocs.yml").write_text(text)
    found = read_site_settings(tmp_path)
    return found and SiteSettings(found.file, found.plugin, found.maps, found.docs_dir, found.unknown)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("site_name: A\n", SiteSettings("mkdocs.yml")),
        ("plugins: [search, journeybook]\n", SiteSettings("mkdocs.yml", plugin=True)),
        (
            "plugins:\n  - journeybook: {maps: ../maps}\ndocs_dir: pages\n",
            SiteSettings("mkdocs.yml", plugin=True, maps="../maps", docs_dir="pages"),
        ),
        ("plugins: {journeybook: {maps: m}}\n", SiteSettings("mkdocs.yml", plugin=True, maps="m")),
        ("plugins:\n  - journeybook:\n", SiteSettings("mkdocs.yml", plugin=True)),
        (
            "x: &o {maps: m}\nplugins:\n  - journeybook: {<<: *o}\n",
            SiteSettings("mkdocs.yml", plugin=True, maps="m"),
        ),
        (
            "plugins:\n  - journeybook: {maps: !ENV [MAPS, maps]}\n",
            SiteSettings("mkdocs.yml", plugin=True, unknown=frozenset({"maps"})),
        ),
        ("- a list\n", None),
        ("plugins: [\n", None),
        ("", None),
    ],
)
def test_where_sources_lie_is_read_however_it_is_written(tmp_path, text, expected):
    assert settings(tmp_path, text) == expected


def test_nothing_that_settings_name_is_run(tmp_path):
    mark = tmp_path / "ran"
    found = settings(
        tmp_path,
        f"hook: !!python/object/apply:os.system ['touch {mark}']\n"
        "emoji: !!python/name:material.extensions.emoji.twemoji\n"
        "plugins:\n  - journeybook: {maps: m}\n",
    )
    assert found == SiteSettings("mkdocs.yml", plugin=True, maps="m")
    assert not mark.exists()


def test_settings_are_inherited_and_those_above_count(tmp_path):
    below = "docs_dir: pages\nplugins: {journeybook: {maps: theirs, search: false}, tags: {}}\n"
    found = settings(tmp_path, "INHERIT: company.yml\nplugins: {journeybook: {maps: ours}}\n", company=below)
    assert found == SiteSettings("mkdocs.yml", plugin=True, maps="ours", docs_dir="pages")


@pytest.mark.parametrize(
    "text",
    [
        "INHERIT: mkdocs.yml\nplugins: [journeybook]\n",
        "a: " + "[" * 98_000,
        "a: &a [x, x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)),
        "a: " + "x" * 400_000,
    ],
    ids=["circle", "brackets", "doubling", "long"],
)
def test_hostile_settings_end_soon_and_quietly(tmp_path, text):
    begun = time.process_time()
    settings(tmp_path, text)
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("said", "folders"),
    [
        ("", True),
        ("use_directory_urls: true\n", True),
        ("use_directory_urls: false\n", False),
        ("use_directory_urls: No\n", False),
    ],
)
def test_a_site_says_whether_its_pages_are_folders(tmp_path: Path, said: str, folders: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: A\n{said}")
    found = read_site_settings(tmp_path)
    assert found is not None
    assert found.folders is folders
