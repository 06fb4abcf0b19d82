"""Files that programs read name pages by addresses that exist, on a site of folders and on one of files."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from small_portal import CONFIG, ORDERING, SOUND, build, environment, write

URL = "https://portal.example/"
SITE_ADDRESS = re.compile(re.escape(URL) + r'([^\s"<>)]*)')

OWNED = ORDERING + "status: published\nowner: shop\n"

PORTAL = {
    **SOUND,
    "maps/journeys/ordering.yml": OWNED,
    "docs/guide/reading-a-map.md": "# Reading\n\nFrom left to right.\n",
    "maps/journeys/later.yml": ORDERING.replace("Ordering", "Ordering later").replace(
        "emotion: -1", "emotion: 1"
    )
    + "type: future-state\nfuture_of: ordering\n",
    "maps/vocabulary.yml": "channels: {web: Website}\nteams: {shop: Shop}\nlifecycle: {buy: Buy}\n",
    "maps/evidence/calls.yml": "title: Calls\nkind: analytics\ndate: 2026-05-01\nowner: shop\nfindings: [Many ask.]\n",
    "maps/paths/first.yml": "title: First\nsteps:\n  - {read: persona/amira, why: Who.}\n  - {read: docs/notes.md, why: What.}\n",
}


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def portal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bool]:
    folders: bool = request.param
    setting = f"use_directory_urls: {str(folders).lower()}\n"
    root = write(tmp_path_factory.mktemp("portal"), {**PORTAL, "mkdocs.yml": CONFIG + setting})
    person = ["-c", "user.name=Ana", "-c", "user.email=ana@portal.example"]
    for command in (["init", "-q"], ["add", "."], [*person, "commit", "-qm", "Begin"]):
        subprocess.run(["git", *command], cwd=root, check=True, env=environment())
    done = build(root)
    assert done.code == 0, done.log
    return root, folders


def addresses(value: Any, key: str = "") -> Iterator[str]:
    """Every address of a page or file in JSON, by the names under which it stands there."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from addresses(each, "address" if key == "files" else name)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each, key)
    elif key == "address" and isinstance(value, str) and not value.startswith("https://"):
        yield value


def check(found: set[str], portal: tuple[Path, bool]) -> None:
    root, folders = portal
    for address in sorted(found):
        path = address.partition("#")[0]
        target = root / "site" / path
        if folders:
            assert not path.endswith("index.html"), address
            assert (
                (target / "index.html").is_file() if path.endswith("/") or not path else target.is_file()
            ), address
        else:
            assert target.is_file(), address


@pytest.mark.parametrize(
    ("name", "least"),
    [("portal.json", 12), ("journeys/ordering/map.json", 6), ("journeys/later/map.json", 6)],
)
def test_json_names_pages_that_exist(name: str, least: int, portal: tuple[Path, bool]) -> None:
    found = set(addresses(json.loads((portal[0] / "site" / name).read_text("utf-8"))))
    assert len(found) >= least
    check(found, portal)


def test_tables_name_pages_that_exist(portal: tuple[Path, bool]) -> None:
    text = (portal[0] / "site/journeys/ordering/map.csv").read_text("utf-8-sig")
    found = {row["address"] for row in csv.DictReader(text.splitlines())}
    assert len(found) == 2
    check(found, portal)


@pytest.mark.parametrize("name", ["llms.txt", "review.ics", "review/shop.ics", "changes.xml"])
def test_texts_calendars_and_the_feed_name_pages_that_exist(name: str, portal: tuple[Path, bool]) -> None:
    text = (portal[0] / "site" / name).read_text("utf-8").replace("\r\n ", "").replace("\n ", "")
    found = set(SITE_ADDRESS.findall(text)) - {""}
    assert found
    check(found, portal)


@pytest.mark.parametrize(
    "command",
    [
        ["review", "--all", "--format", "ics", "--site-url", URL],
        ["review", "--all", "--format", "markdown", "--site-url", URL],
        ["changelog", "--format", "atom", "--site-url", URL],
    ],
    ids=lambda command: " ".join(command[:4]),
)
def test_commands_name_pages_that_exist(command: list[str], portal: tuple[Path, bool]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from journeybook.cli import main; main()", *command],
        cwd=portal[0],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    found = set(SITE_ADDRESS.findall(done.stdout.replace("\r\n ", "").replace("\n ", ""))) - {""}
    assert found, done.stdout + done.stderr
    check(found, portal)
