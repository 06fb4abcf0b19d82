"""A site is published whole or not at all, earlier ones can be returned to, and nothing of anybody else is touched."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from journeybook.publication import swap
from journeybook.publication.faults import BusyError, PublicationError, RejectedError, TargetError
from journeybook.publication.publication import Published, kept_sites, publish, roll_back
from journeybook.publication.target import target_at
from rights import DROP_RIGHTS
from small_disk import mounted_disk

KEPT_FILES = {".gitignore", "journeybook.txt", "lock", "order.txt", "sites"}


def fill(folder: Path, words: str) -> None:
    (folder / "deep").mkdir()
    (folder / "index.html").write_text(words)
    (folder / "deep" / "page.html").write_text(words)


def put(site: Path, words: str, *, keep: int = 1, wait: float = 5, as_link: bool = False) -> Published:
    return publish(
        target_at(site, {}),
        lambda staging, _: fill(staging, words),
        lambda _: None,
        keep=keep,
        wait=wait,
        as_link=as_link,
    )


def tree(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): each.read_text()
        for each in sorted(folder.rglob("*"))
        if each.is_file()
    }


def words_of(site: Path) -> str:
    held = set(tree(site).values())
    assert len(held) == 1
    return held.pop()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "www" / "site"


@pytest.mark.parametrize("as_link", [False, True], ids=["folder", "link"])
def test_a_site_takes_the_place_of_the_one_that_stands(site: Path, as_link: bool) -> None:
    first = put(site, "first", as_link=as_link)
    assert (words_of(site), site.is_symlink(), first.replaced) == ("first", as_link, None)
    second = put(site, "second")
    assert (words_of(site), site.is_symlink()) == ("second", as_link)
    assert (second.files, second.bytes, second.whole) == (2, 12, True)
    assert second.replaced == first.id
    assert second.kept == (first.id,)
    assert second.id > first.id


def test_a_folder_becomes_a_link_and_the_site_that_stood_is_kept(site: Path) -> None:
    put(site, "first")
    put(site, "second", as_link=True)
    assert site.is_symlink()
    assert words_of(site) == "second"
    roll_back(target_at(site, {}), None, wait=1)
    assert words_of(site) == "first"


def test_a_link_to_a_folder_of_somebody_else_is_led_on_and_the_folder_stays(site: Path) -> None:
    site.parent.mkdir()
    theirs = site.parent / "release-7"
    theirs.mkdir()
    fill(theirs, "theirs")
    site.symlink_to("release-7")
    put(site, "ours", keep=0)
    put(site, "ours again", keep=0)
    assert (words_of(site), words_of(theirs)) == ("ours again", "theirs")


@pytest.mark.parametrize("as_link", [False, True], ids=["folder", "link"])
def test_as_many_earlier_sites_are_kept_as_was_said(site: Path, as_link: bool) -> None:
    for number in range(6):
        made = put(site, str(number), keep=2, as_link=as_link)
    assert len(made.kept) == 2
    assert [words_of(each.folder) for each in kept_sites(target_at(site, {}))] == ["5", "4", "3"]
    assert put(site, "last", keep=0).kept == ()
    assert [words_of(each.folder) for each in kept_sites(target_at(site, {}))] == ["last"]


@pytest.mark.parametrize("as_link", [False, True], ids=["folder", "link"])
def test_a_rollback_returns_to_the_site_before_and_back(site: Path, as_link: bool) -> None:
    target = target_at(site, {})
    ids = [put(site, str(number), keep=5, as_link=as_link).id for number in range(4)]
    assert roll_back(target, None, wait=1).id == ids[2]
    assert words_of(site) == "2"
    assert roll_back(target, None, wait=1).id == ids[3]
    assert roll_back(target, ids[0], wait=1).id == ids[0]
    assert words_of(site) == "0"
    assert site.is_symlink() == as_link
    # What was left by the rollback is not what the next one returns to.
    put(site, "4", keep=5)
    assert roll_back(target, None, wait=1).id == ids[0]
    assert {words_of(each.folder) for each in kept_sites(target)} == {"0", "1", "2", "3", "4"}


def test_the_site_that_was_returned_to_outlives_the_bad_one(site: Path) -> None:
    put(site, "good")
    put(site, "bad")
    roll_back(target_at(site, {}), None, wait=1)
    put(site, "mended", keep=1)
    assert [words_of(each.folder) for each in kept_sites(target_at(site, {}))] == ["mended", "good"]


def test_an_id_has_to_mean_one_site(site: Path) -> None:
    with pytest.raises(TargetError, match="no earlier site"):
        roll_back(target_at(site, {}), None, wait=1)
    made = [put(site, str(number), keep=3) for number in range(3)]
    target = target_at(site, {})
    with pytest.raises(TargetError, match="write more of it"):
        roll_back(target, "2", wait=1)
    with pytest.raises(TargetError, match="no site `1999`"):
        roll_back(target, "1999", wait=1)
    with pytest.raises(TargetError, match="stands"):
        roll_back(target, made[-1].id, wait=1)
    assert words_of(site) == "2"


def test_ids_grow_also_where_the_clock_was_set_back(site: Path) -> None:
    put(site, "first")
    ahead = time.time() + 7200
    os.utime(site, (ahead, ahead))
    stood = kept_sites(target_at(site, {}))[0].id
    assert put(site, "second").id > stood


def failing(fault: BaseException):
    def build(staging: Path, _: int) -> None:
        (staging / "index.html").write_text("half")
        raise fault

    return build


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "no space is left on the disk"),
        (OSError(errno.EIO, "I/O error"), "the disk reports a fault"),
        (shutil.Error([("a", "b", "c")]), "cannot be copied"),
        (RejectedError("it has a fault"), "it has a fault"),
    ],
)
def test_a_build_that_fails_leaves_the_site_and_nothing_else(
    site: Path, fault: Exception, message: str
) -> None:
    put(site, "first")
    with pytest.raises(PublicationError, match=message):
        publish(target_at(site, {}), failing(fault), lambda _: None, keep=1, wait=1)
    assert words_of(site) == "first"
    assert {each.name for each in (site.parent / ".site.journeybook").iterdir()} == KEPT_FILES


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), SystemExit(143)])
def test_an_interruption_leaves_the_site_and_nothing_else(site: Path, fault: BaseException) -> None:
    put(site, "first")
    with pytest.raises(type(fault)):
        publish(target_at(site, {}), failing(fault), lambda _: None, keep=1, wait=1)
    assert words_of(site) == "first"
    assert {each.name for each in (site.parent / ".site.journeybook").iterdir()} == KEPT_FILES


def test_a_site_that_is_rejected_or_has_no_pages_is_not_published(site: Path) -> None:
    put(site, "first")

    def reject(_: Path) -> None:
        raise RejectedError("a script in it")

    with pytest.raises(RejectedError, match="a script in it"):
        publish(target_at(site, {}), lambda staging, _: fill(staging, "second"), reject, keep=1, wait=1)
    with pytest.raises(RejectedError, match=r"no index\.html"):
        publish(target_at(site, {}), lambda *_: None, lambda _: None, keep=1, wait=1)
    assert words_of(site) == "first"


def test_what_a_killed_run_left_is_cleared_and_what_is_not_ours_stays(site: Path) -> None:
    put(site, "first")
    work = site.parent / ".site.journeybook"
    (work / "staging-old").mkdir()
    fill(work / "staging-old", "half")
    (work / "staging-link").symlink_to(site.parent)
    fill((work / "next").absolute() if (work / "next").mkdir() is None else work, "complete")
    (work / "notes").mkdir()
    (work / "notes" / "mine.txt").write_text("mine")
    (site.parent / ".other.journeybook").mkdir()
    put(site, "second", keep=5)
    assert {each.name for each in work.iterdir()} == KEPT_FILES | {"notes"}
    assert (work / "notes" / "mine.txt").read_text() == "mine"
    assert (site.parent / ".other.journeybook").is_dir()
    assert {words_of(each.folder) for each in kept_sites(target_at(site, {}))} == {
        "first",
        "second",
        "complete",
    }


@pytest.mark.parametrize("kind", ["foreign", "file", "link"])
def test_a_work_folder_that_is_not_ours_is_not_used(site: Path, kind: str) -> None:
    site.parent.mkdir()
    work = site.parent / ".site.journeybook"
    if kind == "foreign":
        (work / "staging-x").mkdir(parents=True)
    elif kind == "file":
        work.write_text("mine")
    else:
        (site.parent / "elsewhere").mkdir()
        work.symlink_to("elsewhere")
    before = sorted(each.name for each in site.parent.rglob("*"))
    with pytest.raises(PublicationError) as fault:
        put(site, "first")
    assert "\n" not in str(fault.value)
    assert sorted(each.name for each in site.parent.rglob("*")) == before


def test_hidden_files_beside_the_pages_are_kept(site: Path) -> None:
    put(site, "first")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "security.txt").write_text("Contact")
    put(site, "second")
    assert (site / ".well-known" / "security.txt").read_text() == "Contact"
    assert (site / "index.html").read_text() == "second"


def test_readers_may_read_it_whatever_mask_it_was_built_under(site: Path) -> None:
    mask = os.umask(0o077)
    try:
        put(site, "first")
        put(site, "second")
    finally:
        os.umask(mask)
    modes = {each.stat().st_mode & 0o777 for each in (site, *site.rglob("*")) if each.is_dir()}
    files = {each.stat().st_mode & 0o777 for each in site.rglob("*") if each.is_file()}
    assert (modes, files) == ({0o755}, {0o644})
    assert (site.parent / ".site.journeybook").stat().st_mode & 0o777 == 0o755


def test_of_two_builds_at_once_the_second_waits_or_gives_up_in_one_line(site: Path) -> None:
    put(site, "first")
    begun, end = threading.Event(), threading.Event()

    def slow(staging: Path, _: int) -> None:
        begun.set()
        assert end.wait(20)
        fill(staging, "slow")

    other = threading.Thread(
        target=lambda: publish(target_at(site, {}), slow, lambda _: None, keep=1, wait=1)
    )
    other.start()
    assert begun.wait(20)
    with pytest.raises(BusyError) as fault:
        put(site, "hasty", wait=0.2)
    assert f"process {os.getpid()}" in str(fault.value)
    assert "\n" not in str(fault.value)
    assert words_of(site) == "first"
    threading.Timer(0.2, end.set).start()
    put(site, "patient", wait=20)
    other.join()
    assert words_of(site) == "patient"
    assert [words_of(each.folder) for each in kept_sites(target_at(site, {}))] == ["patient", "slow"]


@pytest.mark.parametrize("as_link", [False, True], ids=["folder", "link"])
def test_without_an_exchange_of_folders_it_takes_two_steps_and_says_so(
    site: Path, as_link: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda *_: False)
    put(site, "first")
    second = put(site, "second", as_link=as_link)
    assert (words_of(site), second.whole) == ("second", False)
    third = put(site, "third")
    assert (words_of(site), third.whole) == ("third", as_link)


def test_a_site_that_a_killed_exchange_took_away_is_put_back(site: Path) -> None:
    put(site, "first")
    work = site.parent / ".site.journeybook"
    site.rename(work / "replaced")  # where the run was killed between two renames
    with pytest.raises(PublicationError):
        publish(target_at(site, {}), failing(OSError(errno.EIO, "I/O error")), lambda _: None, keep=1, wait=1)
    assert words_of(site) == "first"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with mounted_disk(tmp_path / "disk", 1) as folder:
        yield folder


def test_a_full_disk_is_one_line_and_the_site_stays(small_disk: Path) -> None:
    site = small_disk / "site"
    put(site, "first")

    def large(staging: Path, _: int) -> None:
        fill(staging, "second")
        for number in range(20):
            (staging / f"{number}.bin").write_bytes(bytes(100_000))

    with pytest.raises(PublicationError, match="no space is left on the disk"):
        publish(target_at(site, {}), large, lambda _: None, keep=1, wait=1)
    assert words_of(site) == "first"
    put(site, "second")
    assert words_of(site) == "second"


def test_a_folder_without_permission_is_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "www"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "index.html").write_text("stands")
    folder.chmod(0o555)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from journeybook.publication.faults import PublicationError\n"
        "from journeybook.publication.publication import publish\n"
        "from journeybook.publication.target import target_at\n"
        "try:\n"
        "    publish(target_at(Path(sys.argv[1]), {}), lambda *_: None, lambda _: None, keep=1, wait=1)\n"
        "except PublicationError as fault:\n"
        "    print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", DROP_RIGHTS + code, str(folder / "site")],
        capture_output=True,
        text=True,
        check=False,
    )
    folder.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout == f"{folder}/.site.journeybook cannot be written: this account has no permission\n"
    assert tree(folder) == {"site/index.html": "stands"}


def protected(root: Path) -> Mapping[str, Path]:
    return {
        "the portal's own folder": root,
        "the folder of maps": root / "maps",
        "the folder of pages": root / "docs",
        "the repository's own folder": root / ".git",
    }


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/", "root of the file system"),
        (".", "is the portal's own folder"),
        ("..", "holds the portal's own folder"),
        ("maps", "is the folder of maps"),
        ("maps/journeys/site", "lies within the folder of maps"),
        ("docs", "is the folder of pages"),
        ("docs/site", "lies within the folder of pages"),
        (".git/site", "lies within the repository's own folder"),
        ("to-maps", "is the folder of maps"),
        ("letter.txt", "is a file"),
        ("photos", "holds something that is no site"),
        ("checkout", "is a checkout of git"),
        ("letter.txt/site", "cannot be made"),
        ("/proc", "disk of its own"),
    ],
)
def test_what_is_no_place_for_a_site_is_refused_and_stays(tmp_path: Path, path: str, message: str) -> None:
    root = tmp_path / "portal"
    for name in ("maps/journeys", "docs", ".git", "photos", "checkout/.git"):
        (root / name).mkdir(parents=True)
    (root / "letter.txt").write_text("Dear")
    (root / "photos" / "summer.jpg").write_text("sea")
    (root / "to-maps").symlink_to("maps")
    before = sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*"))
    with pytest.raises(PublicationError, match=message) as fault:
        target_at(root / path, protected(root))
    assert "\n" not in str(fault.value)
    assert sorted(each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*")) == before


@pytest.mark.parametrize("path", ["site", "build/out/site", "../elsewhere", "empty"])
def test_other_places_are_fine(tmp_path: Path, path: str) -> None:
    root = tmp_path / "portal"
    (root / "maps").mkdir(parents=True)
    (root / "empty").mkdir()
    made = publish(
        target_at(root / path, protected(root)),
        lambda staging, _: fill(staging, "x"),
        lambda _: None,
        keep=1,
        wait=1,
    )
    assert made.files == 2
