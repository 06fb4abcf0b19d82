"""A bare `mkdocs build` that fails leaves the site that stood, and says why in one line where it is the machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_disk import mounted_disk
from small_portal import ORDERING, SOUND, build, tree_digest, write

HOOKS = {
    "while-writing": "def on_post_page(output, page, config):\n    if page.url.startswith('personas'):\n        raise RuntimeError('boom')\n    return output\n",
    "after-writing": "def on_post_build(config):\n    raise RuntimeError('boom')\n",
    "interrupted": "def on_post_page(output, page, config):\n    raise KeyboardInterrupt\n",
}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that was built, and has a change since."""
    root = write(tmp_path_factory.mktemp("portal"), SOUND)
    assert build(root).code == 0
    (root / "site" / "old").mkdir()
    write(root / "site", {"old/page.html": "old", "CNAME": "portal.example", ".nojekyll": ""})
    return write(root, {"maps/journeys/new.yml": ORDERING.replace("Ordering", "New")})


@pytest.mark.parametrize("hook", HOOKS)
def test_a_fault_while_a_site_is_written_puts_the_old_one_back(portal: Path, hook: str) -> None:
    before = tree_digest(portal / "site")
    settings = (portal / "mkdocs.yml").read_text("utf-8")
    write(portal, {"hook.py": HOOKS[hook], "mkdocs.yml": f"{settings}hooks: [hook.py]\n"})
    try:
        assert build(portal).code != 0
    finally:
        write(portal, {"mkdocs.yml": settings})
    assert tree_digest(portal / "site") == before
    assert not list((portal / "site").glob(".journeybook*"))
    assert not (portal / "site" / "journeys" / "new").exists()


def test_bad_maps_are_refused_before_the_site_is_touched(portal: Path) -> None:
    before = tree_digest(portal / "site")
    write(portal, {"maps/journeys/broken.yml": "title: [\n"})
    try:
        done = build(portal)
    finally:
        (portal / "maps/journeys/broken.yml").unlink()
    assert done.code == 1
    assert "nothing was built" in done.log
    assert tree_digest(portal / "site") == before


def test_a_build_replaces_all_that_stood_and_everybody_may_read_it(portal: Path) -> None:
    copy = portal.parent / "copy"
    shutil.copytree(portal, copy)
    write(copy / "site", {".journeybook-previous-left/index.html": "left by a build that was killed"})
    mask = os.umask(0o077)
    try:
        done = build(copy)
    finally:
        os.umask(mask)
    assert done.code == 0, done.log
    site = copy / "site"
    assert (site / "journeys" / "new" / "index.html").is_file()
    assert {each.name for each in site.iterdir() if each.name.startswith(".")} == {".nojekyll"}
    assert not (site / "old").exists()
    assert not (site / "CNAME").exists()
    modes = {(each.is_dir(), each.stat().st_mode & 0o777) for each in site.rglob("*") if each.name[0] != "."}
    assert modes == {(True, 0o755), (False, 0o644)}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk too small for two sites."""
    with mounted_disk(tmp_path / "disk", 8) as folder:
        yield folder


def test_a_full_disk_is_one_line_and_the_old_site_stays(portal: Path, small_disk: Path) -> None:
    site = small_disk / "site"
    shutil.copytree(portal / "site", site)
    room = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(bytes(max(0, room - 1_000_000)))
    before = tree_digest(site)
    done = build(portal, "--site-dir", str(site))
    assert done.code == 1
    assert "Traceback" not in done.log
    assert "no space is left on the disk" in done.log
    assert tree_digest(site) == before


def test_a_folder_in_the_place_of_the_site_that_cannot_be_written_is_one_line(
    portal: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    done = build(portal, "--site-dir", str(tmp_path / "file" / "site"))
    assert done.code == 1
    assert "Traceback" not in done.log
    assert "the site cannot be written" in done.log
