"""`journeybook build` and `rollback` as a person calls them, with the real host."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

import small_portal
from small_portal import ORDERING, SOUND, Done, environment, tree_digest, write

COMMAND = [sys.executable, "-c", "from journeybook.cli import main; main()"]


def run(root: Path, *arguments: str, env: Mapping[str, str | None] | None = None) -> tuple[int, str, str]:
    """Status, output and complaints of a command in the portal's folder."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        cwd=root,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=2 * small_portal.SECONDS,
    )
    return done.returncode, done.stdout, done.stderr


def failed(root: Path, *arguments: str, env: Mapping[str, str | None] | None = None) -> Done:
    """A command that must fail without a traceback."""
    status, output, complaint = run(root, *arguments, env=env)
    assert "Traceback" not in output + complaint
    assert "internal error" not in complaint
    return Done(status, complaint)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that was published once."""
    root = write(tmp_path_factory.mktemp("portal"), SOUND)
    status, output, complaint = run(root, "build", "--strict", "--format", "json")
    assert status == 0, complaint
    made = json.loads(output)
    assert made["site"] == str(root / "site")
    assert made["files"] == len(tree_digest(root / "site"))
    assert (made["replaced"], made["kept"]) == (None, [])
    return root


def test_a_published_site_is_what_the_host_builds(built: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "plain")],
        cwd=built, env=environment(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert tree_digest(built / "site") == tree_digest(tmp_path / "plain")


def test_a_map_with_an_error_is_told_in_full_and_nothing_is_touched(built: Path) -> None:
    before = tree_digest(built / "site")
    write(built, {"maps/journeys/broken.yml": "title: Broken\nstages: [{titel: Order}]\n"})
    try:
        done = failed(built, "build")
    finally:
        (built / "maps/journeys/broken.yml").unlink()
    assert done.code == 1
    assert "maps/journeys/broken.yml:2:11" in done.log
    assert "nothing was built" in done.lines[-1]
    assert tree_digest(built / "site") == before


@pytest.mark.parametrize(
    ("hook", "status", "said"),
    [
        ("def on_post_build(config):\n    raise RuntimeError('boom\\x1b[31m')\n", 3, "failed with RuntimeError: boom"),
        ("from mkdocs.exceptions import PluginError\ndef on_env(env, config, files):\n    raise PluginError('not today')\n", 1, "not today"),
    ],
    ids=["fault", "refusal"],
)  # fmt: skip
def test_whatever_a_plugin_does_the_site_stays_and_one_line_says_why(
    built: Path, hook: str, status: int, said: str
) -> None:
    before = tree_digest(built / "site")
    settings = (built / "mkdocs.yml").read_text("utf-8")
    write(built, {"hook.py": hook, "mkdocs.yml": f"{settings}hooks: [hook.py]\n"})
    try:
        done = failed(built, "build")
    finally:
        write(built, {"mkdocs.yml": settings})
    assert (done.code, said in done.log) == (status, True), done.log
    assert "\x1b" not in done.log
    assert tree_digest(built / "site") == before
    assert not list((built / ".site.journeybook").glob("staging-*"))


def test_a_broken_link_stops_a_strict_build(built: Path) -> None:
    before = tree_digest(built / "site")
    write(built, {"docs/lost.md": "# Lost\n\n[nowhere](nowhere.md)\n"})
    try:
        done = failed(built, "build", "--strict")
    finally:
        (built / "docs/lost.md").unlink()
    assert done.code == 1
    assert "nowhere.md" in done.log
    assert tree_digest(built / "site") == before


def test_a_termination_ends_the_host_too_and_leaves_nothing(built: Path) -> None:
    before = tree_digest(built / "site")
    settings = (built / "mkdocs.yml").read_text("utf-8")
    slow = "import pathlib, os, time\ndef on_env(env, config, files):\n    pathlib.Path('pid').write_text(str(os.getpid()))\n    time.sleep(60)\n"
    write(built, {"hook.py": slow, "mkdocs.yml": f"{settings}hooks: [hook.py]\n"})
    try:
        with subprocess.Popen(
            [*COMMAND, "build"],
            cwd=built,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            until = time.monotonic() + small_portal.SECONDS
            while not (built / "pid").exists() or not (built / "pid").read_text():
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.05)
            other = failed(built, "build", "--wait", "0")
            assert (other.code, len(other.lines)) == (3, 1)
            assert f"process {process.pid}" in other.log
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)
        assert process.returncode == 143
        with pytest.raises(ProcessLookupError):
            os.kill(int((built / "pid").read_text()), 0)
    finally:
        write(built, {"mkdocs.yml": settings})
    assert tree_digest(built / "site") == before
    assert not list((built / ".site.journeybook").glob("staging-*"))


@pytest.mark.parametrize("target", ["maps", "docs", ".", "..", "/", "docs/site"])
def test_folders_of_sources_are_never_the_site(built: Path, target: str) -> None:
    before = tree_digest(built / "maps"), tree_digest(built / "docs")
    done = failed(built, "build", "--site", target)
    assert done.code == 2
    assert (tree_digest(built / "maps"), tree_digest(built / "docs")) == before


def test_a_wrong_date_is_told_before_anything_is_built(built: Path) -> None:
    done = failed(built, "build", env={"SOURCE_DATE_EPOCH": "-1"})
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH is `-1`" in done.log


def test_a_rollback_returns_to_the_site_before(built: Path) -> None:
    old = tree_digest(built / "site")
    write(built, {"maps/journeys/ordering.yml": ORDERING.replace("Ordering", "Ordering again")})
    status, output, complaint = run(built, "build")
    assert status == 0, complaint
    assert "`journeybook rollback` returns to it" in output
    assert tree_digest(built / "site") != old
    _, listed, _ = run(built, "rollback", "--list")
    assert [line.endswith("stands now") for line in listed.splitlines()] == [True, False]
    status, output, _ = run(built, "rollback")
    assert status == 0
    assert listed.splitlines()[1].split()[0] in output
    assert tree_digest(built / "site") == old
    assert failed(built, "rollback", "--to", "1999").code == 2
    assert failed(built, "rollback", "--to", "1999", "--list").code == 2


def test_without_a_portal_it_says_where_one_is_looked_for(tmp_path: Path) -> None:
    for command in ("build", "rollback"):
        done = failed(tmp_path, command)
        assert done.code == 2
        assert "mkdocs.yml" in done.log
