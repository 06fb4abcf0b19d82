"""A build may be killed at any moment: readers see one whole site all the while, and the next build tidies up."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import publication_worker
from publication_worker import names
from site_reader import Sightings, look, reading

KILLS = 12
LONGEST = 0.15
"""Seconds after its start within which a build is killed: somewhat longer than one takes."""


def start(site: Path, number: int, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, publication_worker.__file__, str(site), str(number), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def publish(site: Path, number: int, *options: str) -> None:
    with start(site, number, "--once", *options) as process:
        _, complaint = process.communicate()
    assert process.returncode == 0, complaint


def standing(site: Path) -> int:
    return int((site / "index.html").read_text("ascii"))


def kill_often(site: Path, kills: int, *options: str) -> Sightings:
    """Kill processes that publish one site after the other at random moments, with a reader all the while."""
    source = random.Random(29)
    publish(site, 0, *options)
    with reading(site, names()) as found:
        for number in range(1, kills + 1):
            with start(site, number * 1000, *options) as process:
                assert process.stdout is not None
                assert process.stdout.readline(), process.communicate()
                time.sleep(source.uniform(0, LONGEST))
                process.send_signal(signal.SIGKILL)
                process.communicate()
    return found


@pytest.mark.parametrize("options", [(), ("--symlink",)], ids=["folder", "link"])
def test_a_site_is_whole_at_every_moment_in_which_builds_are_killed(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    site = tmp_path / "site"
    found = kill_often(site, KILLS, *options)
    assert found.looks > 100
    assert found.missing == []
    assert found.mixed == []
    publish(site, 999, *options)
    assert standing(site) == 999
    left = {each.name for each in (tmp_path / ".site.journeybook").iterdir()}
    assert left == {".gitignore", "journeybook.txt", "lock", "order.txt", "sites"}


def test_where_folders_cannot_be_exchanged_a_killed_build_is_mended_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    kill_often(site, KILLS, "--without-exchange")
    publish(site, 999, "--without-exchange")
    found = Sightings()
    look(site, names(), found)
    assert (standing(site), found.missing, found.mixed) == (999, [], [])
