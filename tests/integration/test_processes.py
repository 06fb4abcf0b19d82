"""A build in several processes: the same site, the same messages, and nothing that runs on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from small_portal import AMIRA, CONFIG, ORDERING, SECONDS, build, environment, tree_digest, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the workers of a build")

MAPS = 12
ANCHORED = (
    "# Notes\n\nSee [the map](journeys/map-3.md#map-3--t-pay) and [nothing](journeys/map-4.md#nothing).\n"
)
STUCK = "{% extends 'base.html' %}{% if page and page.url == 'journeys/map-7/' %}{% for _ in range(9 ** 12) %}{% endfor %}{% endif %}"
BROKEN = "{% extends 'base.html' %}{% if page and page.url == 'journeys/map-7/' %}{% set broken = 1 // 0 %}{% endif %}"
KEEPING = """\
seen = []

def on_post_page(output, page, config):
    seen.append(page.url)

def on_post_build(config):
    print("seen", len(seen), "journeys/map-7/" in seen)
"""


def jobs(count: int) -> dict[str, str]:
    return {"JOURNEYBOOK_JOBS": str(count)}


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    maps = {f"maps/journeys/map-{n}.yml": ORDERING.replace("Ordering", f"Map {n}") for n in range(MAPS)}
    files = {"mkdocs.yml": CONFIG, "docs/notes.md": ANCHORED, "maps/personas/amira.yml": AMIRA}
    return write(tmp_path / "portal", {**maps, **files})


@pytest.fixture
def templates(portal: Path) -> Path:
    """A folder of the portal's own templates."""
    settings = CONFIG.replace("{name: material}", "{name: material, custom_dir: templates}")
    write(portal, {"mkdocs.yml": settings, "templates/.keep": ""})
    return portal / "templates"


@contextmanager
def running(root: Path, log: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A build with two workers that does not end, and the numbers of the workers."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build"],
            cwd=root,
            env=environment(jobs(2)),
            stdout=out,
            stderr=out,
        )
        try:
            until = time.monotonic() + SECONDS
            while len(workers := children(process.pid)) < 2:
                assert process.poll() is None, log.read_text("utf-8")
                assert time.monotonic() < until
                time.sleep(0.02)
            yield process, workers
        finally:
            process.kill()
            process.wait()


def children(pid: int) -> list[int]:
    """The forks of a build, which have its own command line."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return [int(each) for each in found if b"mkdocs" in Path(f"/proc/{each}/cmdline").read_bytes()]
    except FileNotFoundError:
        return []


def test_the_site_is_the_same_for_any_number_of_processes(portal: Path) -> None:
    write(
        portal,
        {
            "mkdocs.yml": CONFIG.replace("[journeybook]", "[search, tags, journeybook]"),
            "docs/more.md": "---\ntags: [a]\n---\n# M\n",
        },
    )
    trees, logs = [], []
    for count in (1, 2, 3):
        done = build(portal, "--site-dir", f"site-{count}", env=jobs(count))
        assert done.code == 0, done.log
        trees.append(tree_digest(portal / f"site-{count}"))
        logs.append([line for line in done.lines if "seconds" not in line and "Building doc" not in line])
    assert trees[1] == trees[0]
    assert trees[2] == trees[0]
    assert logs[1] == logs[0]
    assert any("does not contain an anchor '#nothing'" in line for line in logs[1])
    assert not any("'#map-3--t-pay'" in line for line in logs[1])
    assert len([path for path in trees[0] if path.startswith("journeys/map-7/")]) == 5


def test_a_page_that_cannot_be_made_fails_the_build_alike(portal: Path, templates: Path) -> None:
    assert build(portal, env=jobs(2)).code == 0
    before = tree_digest(portal / "site")
    write(templates, {"main.html": BROKEN})
    for count in (1, 2):
        done = build(portal, env=jobs(count))
        assert done.code == 1
        assert "Error building page 'journeys/map-7.md': integer division or modulo by zero" in done.log
        last = [line for line in done.lines if line and not line[0].isspace()][-1]
        assert last == "ZeroDivisionError: integer division or modulo by zero"
        assert tree_digest(portal / "site") == before


def test_a_worker_that_is_killed_fails_the_build_in_one_line(
    portal: Path, templates: Path, tmp_path: Path
) -> None:
    assert build(portal, env=jobs(2)).code == 0
    before = tree_digest(portal / "site")
    write(templates, {"main.html": STUCK})
    log = tmp_path / "log"
    with running(portal, log) as (process, workers):
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        assert process.wait(SECONDS) == 1
    said = log.read_text("utf-8")
    assert "a process that makes pages was ended by SIGKILL, which is sent where memory runs out" in said
    assert "Traceback" not in said
    assert tree_digest(portal / "site") == before


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_a_build_that_is_ended_leaves_no_process(
    portal: Path, templates: Path, tmp_path: Path, name: str
) -> None:
    write(templates, {"main.html": STUCK})
    with running(portal, tmp_path / "log") as (process, workers):
        process.send_signal(signal.Signals[name])
        assert process.wait(SECONDS) != 0
    until = time.monotonic() + SECONDS
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_page_that_is_empty_is_told_from_a_worker(portal: Path, templates: Path) -> None:
    empty = "{% if not page or page.url != 'journeys/map-7/' %}{% include 'base.html' %}{% endif %}"
    write(templates, {"main.html": empty})
    done = build(portal, env=jobs(2))
    assert done.code == 0, done.log
    assert "Page skipped: 'journeys/map-7.md'. Generated empty output." in done.log


def test_a_hook_that_may_keep_something_has_one_process_and_keeps_it(portal: Path) -> None:
    write(portal, {"mkdocs.yml": f"{CONFIG}hooks: [keeping.py]\n", "keeping.py": KEEPING})
    done = build(portal, env=jobs(2))
    assert done.code == 0, done.log
    assert done.log.count("one process makes all pages") == 1
    assert "one process makes all pages: the hook `keeping.py` may keep something of each page" in done.log
    pages = [path for path in tree_digest(portal / "site") if path.endswith("index.html")]
    assert f"seen {len(pages)} True" in done.log


@pytest.mark.parametrize(("setting", "code"), [("1", 0), ("0", 1), ("many", 1)])
def test_the_number_is_a_setting(portal: Path, setting: str, code: int) -> None:
    write(portal, {"mkdocs.yml": CONFIG.replace("journeybook]", f"journeybook: {{jobs: {setting}}}]")})
    done = build(portal, "--strict")
    assert done.code == code, done.log


def test_a_number_that_cannot_be_meant_is_one_line(portal: Path) -> None:
    done = build(portal, env={"JOURNEYBOOK_JOBS": "many"})
    assert done.code == 1
    assert "JOURNEYBOOK_JOBS is `many`, expected a number from 1 to 256" in done.log
    assert "Traceback" not in done.log
