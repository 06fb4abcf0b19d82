"""Copies untrusted changes into the working folder: maps and pages as data, nothing executable.

Settings, themes, programs and links stay those of the working folder. So a proposal can be checked
and shown by tools that its author cannot change. Files are read one at a time, and images are
reduced to their pixels.
"""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from journeybook.history.git import GitError, Repository
from journeybook.sources.docs_folder import odd_in_page_name
from journeybook.sources.file_writer import put_file
from journeybook.sources.image_data import ImageDataError, image_data
from journeybook.sources.images import PHOTO_BYTES, PHOTO_ENDINGS, check_photo
from journeybook.sources.yaml.reader import FILE_BYTES
from journeybook.text.characters import first_refused

FILES = 2_000
"""The most files of a proposal; more cannot be reviewed at once."""

TOTAL_BYTES = 64_000_000
"""The most bytes of all files of a proposal, checked before any is read."""

_MAPS = frozenset({".yml", ".yaml", ".md", ".csv"}) | PHOTO_ENDINGS
_PAGES = frozenset({".md"}) | PHOTO_ENDINGS
_FILE = "100644"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that was not taken, and the reason.

    Its path is relative to the portal's root. A file outside of the portal's folder has its path
    from the repository's top with a leading `/`.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckoutResult:
    """The files that were written, removed and left out; paths as in `LeftOut`."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    mode: str
    blob: str
    path: str
    gone: bool


def take(repository: Repository, commit: str, maps: str = "maps", docs: str = "docs") -> CheckoutResult:
    """Update the data of the portal in `repository.folder` to `commit` where it differs from HEAD.

    Texts, tables and images of limited size below `maps` and `docs` (paths from the portal's root)
    are taken: regular files with plain names that are not reached through links. Raises GitError if
    git cannot determine the differences, if the folders hold uncommitted work, and for more than
    `FILES` files or `TOTAL_BYTES`.
    """
    if repository.run("status", "--porcelain", "-z", "--", maps, docs):
        raise GitError(
            "there are changes here that are not committed", "commit them first, so that nothing is lost"
        )
    changes = list(islice(_changes(repository, commit), FILES + 1))
    if len(changes) > FILES:
        raise GitError(f"more than {FILES:,} files differ, which is no proposal that anybody can read")
    # From here on, paths are relative to the repository's top.
    folders = {_from_top(repository, maps): _MAPS, _from_top(repository, docs): _PAGES}
    named = {each.path for each in changes}
    listed = (entry for folder in folders for entry in repository.tree(commit, folder))
    sizes = {path: entry.size for entry in listed if (path := os.fsdecode(entry.path)) in named}
    wanted: list[_Change] = []
    gone: list[str] = []
    left_out: list[LeftOut] = []
    for each in changes:
        reason = _reason(each.path, folders, (maps, docs))
        if reason is None and not each.gone:
            reason = _unfit(each, each.path, sizes.get(each.path, 0))
        if reason is None:
            reason = _in_the_way(repository.top, each.path)
        if reason:
            left_out.append(LeftOut(_shown(repository, each.path), reason))
        elif each.gone:
            gone.append(each.path)
        else:
            wanted.append(each)
    total = sum(sizes.get(each.path, 0) for each in wanted)
    if total > TOTAL_BYTES:
        raise GitError(
            f"its files hold {total:,} bytes, and {TOTAL_BYTES:,} are the limit of a proposal",
            "propose it in parts, with smaller pictures",
        )
    for path in gone:
        _remove(repository.top, path, folders)
    written, unwritable = _write(repository, wanted)
    return CheckoutResult(written, tuple(_shown(repository, path) for path in gone), (*left_out, *unwritable))


def _from_top(repository: Repository, folder: str) -> str:
    path = posixpath.normpath(f"{repository.prefix}{folder}")
    if path.startswith("../") or (repository.top / path / ".git").exists():
        raise GitError(
            f"`{folder}` is kept in another repository, of which nothing can be taken here",
            "take proposals for it where it is at home",
        )
    return path


def _shown(repository: Repository, path: str) -> str:
    inside = path.startswith(repository.prefix)
    return path.removeprefix(repository.prefix) if inside else f"/{path}"


def _changes(repository: Repository, commit: str) -> Iterator[_Change]:
    listed = repository.run("diff-tree", "-r", "-z", "--no-renames", "--full-index", "HEAD", commit)
    parts = iter(listed.split(b"\0"))
    for head in parts:
        if head:
            _, mode, _, blob, status = head.decode("ascii").split(" ")
            yield _Change(mode, blob, os.fsdecode(next(parts)), status.startswith("D"))


def _reason(name: str, folders: dict[str, frozenset[str]], said: tuple[str, ...]) -> str | None:
    """Why a file of this name is not taken, else None; `said` are the folders from the settings."""
    parts = name.split("/")
    folder = next((each for each in folders if name.startswith(f"{each}/")), None)
    if folder is None:
        return f"it lies outside of {' and '.join(f'{each}/' for each in said)}"
    if any(each.startswith(".") or "\\" in each or ":" in each for each in parts) or first_refused(name):
        return "its name is none that a map or a page has"
    if folders[folder] is _PAGES and odd_in_page_name(name.removeprefix(f"{folder}/")):
        return "its name holds more than letters, digits, spaces, `.`, `-` and `_`"
    if Path(name).suffix not in folders[folder]:
        return "it is neither a text nor a picture"
    return None


def _unfit(change: _Change, name: str, size: int) -> str | None:
    if change.mode != _FILE:
        return "it is no regular file, or one that can be run"
    limit = PHOTO_BYTES if Path(name).suffix in PHOTO_ENDINGS else FILE_BYTES
    return f"it is larger than {limit:,} bytes" if size > limit else None


def _in_the_way(root: Path, name: str) -> str | None:
    """What keeps the file from being written or removed (a link, a pipe or a device), or None."""
    at = root
    for part in name.split("/"):
        at /= part
        try:
            mode = at.lstat().st_mode
        except OSError:
            return None  # it does not exist, or cannot be reached, which writing will report
        if stat.S_ISLNK(mode):
            return "a symbolic link lies on the way to it"
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            return "something that is no file lies in its place"
    return None


def _remove(root: Path, name: str, folders: Iterable[str]) -> None:
    """Remove a file, and the folders that become empty, as git does."""
    target = root / name
    target.unlink(missing_ok=True)
    top = root / next(each for each in folders if name.startswith(f"{each}/"))
    for folder in target.parents:
        if folder == top or any(folder.iterdir()):
            return
        folder.rmdir()


def _write(repository: Repository, wanted: list[_Change]) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    places: dict[str, list[str]] = {}
    for each in wanted:
        places.setdefault(each.blob, []).append(each.path)
    faults: dict[str, str] = {}
    for blob, content in repository.contents(places):
        for path in places[blob]:
            fault = _write_file(repository.top / path, content)
            if fault:
                faults[path] = fault
    written = (_shown(repository, each.path) for each in wanted if each.path not in faults)
    left_out = (LeftOut(_shown(repository, path), fault) for path, fault in sorted(faults.items()))
    return tuple(written), tuple(left_out)


def _write_file(target: Path, content: bytes) -> str | None:
    """Write a file, images reduced to their pixels; returns the reason if it is not written."""
    try:
        if target.suffix in PHOTO_ENDINGS:
            if check_photo(content, target.name):
                return "it is no picture of the kind that its name says, or one that is too large"
            content = image_data(content, target.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        put_file(target, content)
    except ImageDataError as fault:
        return f"it is not what its name says: {fault}"
    except OSError as fault:
        return f"it cannot be written: {(fault.strerror or '').lower()}"
    return None
