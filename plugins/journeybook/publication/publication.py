"""A site published whole or not at all, and the return to an earlier one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journeybook.publication.faults import (
    PublicationError,
    RejectedError,
    TargetError,
    cannot,
    reason_of,
)
from journeybook.publication.file_system import make_durable, open_to_readers
from journeybook.publication.lock import locked
from journeybook.publication.swap import put_in_place
from journeybook.publication.target import FRONT_PAGE, Target
from journeybook.publication.work_folder import (
    KeptSite,
    WorkFolder,
    id_of,
    known_work_folder,
    remove,
    stamp,
    work_folder_of,
)
from journeybook.text.characters import printable

Build = Callable[[Path, int], None]
"""Fills an empty folder with a site; the number is the lock's descriptor, for child processes."""

Check = Callable[[Path], None]
"""Looks at a built site; raises RejectedError where it must not be published."""


@dataclass(frozen=True, slots=True)
class Published:
    """A site that stands now: its files and bytes, and the id of the site that stood before.

    `whole` is False where the machine could not exchange the two in one step. `kept` are the ids of
    earlier sites.
    """

    id: str
    files: int
    bytes: int
    replaced: str | None
    kept: tuple[str, ...]
    whole: bool


def publish(
    target: Target, build: Build, check: Check, *, keep: int, wait: float, as_link: bool = False
) -> Published:
    """Build a site beside the target, check it, and put it in the place of the one that stands.

    Whatever fails or is killed until then leaves the site that stands as it is. `keep` earlier
    sites are kept, `wait` is for how many seconds another build may hold the site. Raises
    PublicationError.
    """
    with _at_work(target, wait) as (work, lock):
        staging = work.staging()
        try:
            build(staging, lock)
            _need_pages(staging)
            check(staging)
            _keep_hidden(target.current, staging)
            open_to_readers(staging)
            files, size = _measured(staging)
            stood = target.current
            before = id_of(stood) if stood else None
            identity = work.new_id()
            stamp(staging, identity)
            make_durable(work.path)
            whole = put_in_place(staging, work, as_link=as_link)
        finally:
            remove(staging)
        work.note_standing(*([before] if before else []), identity)
        work.prune(keep)
        kept = tuple(each.id for each in work.kept() if not each.current)
        return Published(identity, files, size, before, kept, whole)


def roll_back(target: Target, to: str | None, *, wait: float) -> KeptSite:
    """Put an earlier site in the place of the one that stands: the last one, or `to`.

    A beginning of an id will do where it is the only one. The site that stood is kept. Raises
    PublicationError.
    """
    if known_work_folder(target) is None:
        raise TargetError(_nothing_kept(target))
    with _at_work(target, wait) as (work, _):
        found = _chosen(work, to)
        stood = target.current
        before = id_of(stood) if stood else None
        put_in_place(found.folder, work, as_link=target.is_link)
        work.note_standing(*([before] if before else []), found.id)
        return found


def kept_sites(target: Target) -> list[KeptSite]:
    """The sites of a target: the one that stands, then the others, the last that stood first."""
    work = known_work_folder(target)
    return work.kept() if work else []


def _chosen(work: WorkFolder, to: str | None) -> KeptSite:
    earlier = [each for each in work.kept() if not each.current]
    if not earlier:
        raise TargetError(_nothing_kept(work.target))
    if to is None:
        return earlier[0]
    found = [each for each in work.kept() if each.id.startswith(to)]
    if not found or not to:
        raise TargetError(
            f"no site `{printable(to)}` is kept; `journeybook rollback --list` shows those that are"
        )
    if len(found) > 1:
        raise TargetError(
            f"`{printable(to)}` may mean {' or '.join(each.id for each in found)}: write more of it"
        )
    if found[0].current:
        raise TargetError(f"{found[0].id} is the site that stands")
    return found[0]


def _nothing_kept(target: Target) -> str:
    return (
        f"no earlier site of {printable(str(target.path))} is kept: `journeybook build --keep 3` keeps three"
    )


@contextmanager
def _at_work(target: Target, wait: float) -> Iterator[tuple[WorkFolder, int]]:
    """The work folder, locked and cleared; faults of the system become one line."""
    work = work_folder_of(target)
    with locked(work.lock, wait, target.path) as lock:
        try:
            work.clear()
            yield work, lock
        except shutil.Error as fault:
            raise PublicationError(f"a file cannot be copied: {printable(str(fault))[:300]}") from None
        except OSError as fault:
            if fault.filename:
                raise cannot(Path(os.fsdecode(fault.filename)), "be written", fault) from None
            raise PublicationError(f"the site cannot be written: {reason_of(fault)}") from None


def _need_pages(staging: Path) -> None:
    if not (staging / FRONT_PAGE).is_file():
        raise RejectedError(f"the site that was built has no {FRONT_PAGE}: it is not published")


def _keep_hidden(current: Path | None, staging: Path) -> None:
    """Take over what the site that stands has at its top under names that begin with a dot."""
    if current is None:
        return
    for each in sorted(current.glob(".*")):
        there = staging / each.name
        if os.path.lexists(there):
            continue
        if each.is_dir() and not each.is_symlink():
            shutil.copytree(each, there, symlinks=True)
        elif each.is_symlink() or each.is_file():
            shutil.copy2(each, there, follow_symlinks=False)


def _measured(folder: Path) -> tuple[int, int]:
    sizes = [Path(walked, name).lstat().st_size for walked, _, names in os.walk(folder) for name in names]
    return len(sizes), sum(sizes)
