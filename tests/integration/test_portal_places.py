"""Portals in a sub-folder, with maps beside it and with maps in a submodule, built as a person would."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from repositories import Checkout
from small_portal import AMIRA, CONFIG, ORDERING, build, page

GITHUB = "repo_url: https://github.com/o/r\n"


def portal(maps: str, *options: str) -> str:
    said = ", ".join([f"maps: {maps}", *options])
    return CONFIG.replace("[journeybook]", f"[journeybook: {{{said}}}]") + GITHUB


def told(root: Path, name: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]*)"', page(root, name))]


def maps(folder: str) -> dict[str, str]:
    return {f"{folder}journeys/ordering.yml": ORDERING, f"{folder}personas/amira.yml": AMIRA}


def test_a_portal_in_a_sub_folder_leads_to_its_sources(tmp_path: Path) -> None:
    made = Checkout(tmp_path)
    made.commit(
        {**maps("sites/a/maps/"), "sites/a/mkdocs.yml": portal("maps"), "sites/a/docs/notes.md": "# Notes\n"},
        "Begin",
    )
    root = tmp_path / "sites" / "a"
    assert build(root, "--strict").code == 0
    edit = "https://github.com/o/r/edit/master/sites/a"
    assert f"{edit}/maps/journeys/ordering.yml" in told(root, "journeys/ordering")
    assert f"{edit}/docs/notes.md" in told(root, "notes")
    assert "https://github.dev/o/r/blob/master/sites/a/maps/personas/amira.yml" in told(
        root, "personas/amira"
    )


def test_maps_beside_a_portal_have_a_history_and_edit_links(tmp_path: Path) -> None:
    made = Checkout(tmp_path)
    made.commit(
        {
            **maps("content/maps/"),
            "portal/mkdocs.yml": portal("../content/maps"),
            "portal/docs/notes.md": "See [[amira]].\n",
        },
        "Begin",
    )
    made.commit(
        {"content/maps/journeys/ordering.yml": ORDERING.replace("emotion: -1", "emotion: -2")}, "Lower"
    )
    root = tmp_path / "portal"
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "−2" in page(root, "changes")
    assert "https://github.com/o/r/edit/master/content/maps/journeys/ordering.yml" in told(
        root, "journeys/ordering"
    )


@pytest.mark.parametrize("said", [False, True])
def test_maps_in_a_submodule_have_a_history_and_the_edit_link_that_is_said(
    tmp_path: Path, *, said: bool
) -> None:
    origin = Checkout(tmp_path / "origin")
    origin.commit(maps(""), "Begin")
    made = Checkout(tmp_path / "work")
    template = "https://github.com/o/maps/edit/main/{path}"
    made.write(
        {
            "mkdocs.yml": portal("maps", *([f"maps_edit_uri_template: '{template}'"] if said else [])),
            "docs/notes.md": "# Notes\n",
        }
    )
    made.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(origin.root), "maps")
    made.commit({}, "Begin")
    inner = Checkout(made.root / "maps")
    inner.commit({"journeys/ordering.yml": ORDERING.replace("emotion: -1", "emotion: -2")}, "Lower")
    done = build(made.root, "--strict")
    assert done.code == 0, done.log
    assert "−2" in page(made.root, "changes")
    assert ("say `maps_edit_uri_template`" in done.log) is not said
    found = told(made.root, "journeys/ordering")
    assert (template.format(path="journeys/ordering.yml") in found) is said
    assert not [each for each in found if "/o/r/edit/" in each]
