"""The same sources give the same bytes: in any folder, language, time zone and hash seed, on any day."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from small_portal import CONFIG, ORDERING, SOUND, build, tree_digest, write

ARABIC = """\
title: أول خط في بلد جديد
language: ar
personas: [amira]
was: [new-line]
tags: [b, a]
areas: [help]
stages:
  - title: البداية
    lifecycle: purchase
    steps:
      - {title: تطلب الخط, channel: web, emotion: {amira: -1.5}, pains: [a, {text: b, severity: 3}]}
      - {title: تنتظر, channel: phone, emotion: 1, system_response: "…"}
"""

PORTAL = {
    **SOUND,
    "mkdocs.yml": CONFIG + "edit_uri_template: https://git.example/edit/docs/{path}\n",
    "maps/journeys/deep/down/arabic.yml": ARABIC,
    "maps/journeys/zed.yml": ORDERING.replace("Ordering", "Zed") + "next: [ordering]\n",
    "maps/vocabulary.yml": "channels: {web: Website, phone: Phone}\nareas: {help: Help}\nteams: {b: B, a: A}\n",
    "docs/guide/reading-a-map.md": "# Reading\n\n```journey\nref: ordering\n```\n",
}


def site(root: Path, **env: str | None) -> dict[str, str]:
    done = build(write(root, PORTAL), "--strict", env={"SOURCE_DATE_EPOCH": None, **env})
    assert done.code == 0, done.log
    return tree_digest(root / "site")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    made = site(tmp_path_factory.mktemp("first"), PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert len(made) > 40
    assert any(path.startswith("pagefind/") for path in made), "the search index is compared too"
    return made


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "12345", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "999", "TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    ],
)
def test_folder_language_time_zone_and_hash_seed_change_nothing(
    env: dict[str, str], first: dict[str, str], tmp_path: Path
) -> None:
    again = site(tmp_path / "another folder, with a longer name", **env)
    assert {path for path in {*first, *again} if first.get(path) != again.get(path)} == set()


ORDER = """\
import os
listed, scanned = os.listdir, os.scandir
os.listdir = lambda *where: sorted(listed(*where), reverse=True)
class Scan:
    def __init__(self, *where):
        with scanned(*where) as found:
            self.found = iter(sorted(found, key=lambda each: each.name, reverse=True))
    def __iter__(self):
        return self.found
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.close()
    def close(self):
        pass
os.scandir = Scan
"""
"""Every folder tells its files from the last to the first, to whoever asks."""


def test_another_day_and_another_order_of_files_change_nothing(first: dict[str, str], tmp_path: Path) -> None:
    # A clock that stands in another year, for everything that Python asks.
    clock = (
        "import datetime, time\n"
        "later = 400 * 86400\n"
        "now = time.time\n"
        "time.time = lambda: now() + later\n"
        "class Later(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None):\n"
        "        return cls.fromtimestamp(time.time(), tz)\n"
        "    @classmethod\n"
        "    def today(cls):\n"
        "        return cls.now()\n"
        "class Day(datetime.date):\n"
        "    @classmethod\n"
        "    def today(cls):\n"
        "        return cls.fromtimestamp(time.time())\n"
        "datetime.datetime, datetime.date = Later, Day\n"
    )
    write(tmp_path / "clock", {"sitecustomize.py": clock + ORDER})
    again = site(
        tmp_path / "portal",
        PYTHONPATH=os.pathsep.join(filter(None, (str(tmp_path / "clock"), os.environ.get("PYTHONPATH")))),
    )
    assert {path for path in {*first, *again} if first.get(path) != again.get(path)} == set()


def test_the_day_of_the_sources_may_be_given(tmp_path: Path) -> None:
    # The map was reviewed on 4 May 2026 and is due half a year later.
    before = site(tmp_path / "before", SOURCE_DATE_EPOCH="1780000000")
    after = site(tmp_path / "after", SOURCE_DATE_EPOCH="1900000000")
    assert before["journeys/ordering/index.html"] != after["journeys/ordering/index.html"]
    assert before["journeys/ordering/map.svg"] == after["journeys/ordering/map.svg"]
