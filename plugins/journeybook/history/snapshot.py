"""A portal's state: the working folder, or a revision."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from journeybook.diagnostics import Diagnostic, Severity
from journeybook.history.git import GitError, Repository, TreeEntry
from journeybook.history.maps_repository import SUBMODULE, MapsRepository
from journeybook.library.objects import Library, Ref
from journeybook.progress import ProgressCallback, no_progress
from journeybook.sources.images import PHOTO_BYTES, PHOTO_ENDINGS
from journeybook.sources.lazy_maps import ReadObjects
from journeybook.sources.loading import Earlier, Loaded, load, unknown
from journeybook.sources.yaml.reader import FILE_BYTES
from journeybook.text.characters import printable

FILES = 12_000
"""The most files of a revision, more than twice the limit of a portal."""

TOTAL_BYTES = 512 * 1024 * 1024
"""The most bytes of a revision; beyond it nothing is unpacked."""

_REGULAR = ("100644", "100755")
_LINK = "120000"


@dataclass(frozen=True)
class Snapshot:
    """A library, and what cannot be compared in it.

    `name` names the state. `unread` are objects whose files exist but cannot be read at all,
    `mistakes` counts the errors in each file that has some; the valid rest is compared.
    """

    name: str
    library: Library
    unread: frozenset[Ref] = frozenset()
    mistakes: Mapping[str, int] = field(default_factory=dict)
    missing: bool = False


class SnapshotReader:
    """Reads several states of one portal; a file that two of them share is read once.

    A map for which `earlier` has findings, as `load` takes it, is read only when it is used.
    """

    def __init__(self, earlier: Earlier = unknown) -> None:
        self._earlier = earlier
        self._objects = ReadObjects()

    def load(self, root: Path, maps: str, on_progress: ProgressCallback) -> Loaded:
        """The library below `root / maps`, without advice to its authors."""
        self._objects.start_next()
        return load(
            root, maps, earlier=self._earlier, on_progress=on_progress, objects=self._objects, advised=False
        )


def read_folder(
    root: Path, maps: str, on_progress: ProgressCallback = no_progress, reader: SnapshotReader | None = None
) -> Snapshot:
    """The state of the working folder."""
    loaded = (reader or SnapshotReader()).load(root, maps, on_progress)
    return _snapshot("the working folder", loaded, missing=not (root / maps).is_dir())


def read_revision(
    kept: MapsRepository,
    commit: str,
    maps: str,
    name: str,
    on_progress: ProgressCallback = no_progress,
    *,
    reader: SnapshotReader | None = None,
) -> Snapshot:
    """The maps of a commit of `kept.named`, read without touching the working folder.

    `maps` is the folder of maps as the portal writes it, so that files have the same names as in
    the working folder. Raises GitError if it is too large, or if git fails.
    """
    entries = list(kept.files(kept.maps_commit(commit)))
    if not entries:
        return Snapshot(name, Library(), missing=True)
    with tempfile.TemporaryDirectory(prefix="journeybook-") as folder:
        # The folder of maps may be above the portal's root, but not above the temporary folder.
        root = Path(folder, *["portal"] * PurePosixPath(maps).parts.count(".."))
        root.mkdir(parents=True, exist_ok=True)
        _unpack(kept.repository, entries, Path(os.path.normpath(root / maps)))
        return _snapshot(name, (reader or SnapshotReader()).load(root, maps, on_progress))


def _snapshot(name: str, loaded: Loaded, *, missing: bool = False) -> Snapshot:
    if missing:
        return Snapshot(name, Library(), missing=True)
    library = loaded.library
    unread = frozenset(ref for ref in loaded.files.values() if ref.id not in library.shelf(ref.kind))
    return Snapshot(name, library, unread, _mistakes(loaded.findings))


def _mistakes(findings: Iterable[Diagnostic]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in findings:
        if each.severity is Severity.ERROR:
            found[each.place.file] = found.get(each.place.file, 0) + 1
    return dict(sorted(found.items()))


def _unpack(repository: Repository, entries: Iterable[tuple[TreeEntry, bytes]], root: Path) -> None:
    """Write the files of a revision below `root`, except those with unsafe names."""
    wanted: dict[str, list[Path]] = {}
    total = 0
    for count, (entry, below) in enumerate(entries, 1):
        if entry.mode == SUBMODULE:
            raise GitError(
                f"`{printable(os.fsdecode(below))}` is a submodule within the maps, and what it held then is not known",
                "compare it where it is at home, or keep all maps in one submodule",
            )
        target = _target(root, below)
        if target is None:
            continue
        total += entry.size
        if count > FILES or total > TOTAL_BYTES:
            raise GitError(f"the revision holds more than {FILES:,} files, or files too large to be maps")
        target.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _LINK:
            # The reader refuses links with a finding; the target does not matter.
            target.symlink_to("nowhere")
        elif entry.mode in _REGULAR:
            limit = PHOTO_BYTES if target.suffix.lower() in PHOTO_ENDINGS else FILE_BYTES
            if entry.size > limit:
                # The reader reports it as too large; the content does not matter.
                with target.open("wb") as stream:
                    stream.truncate(limit + 1)
            else:
                wanted.setdefault(entry.blob, []).append(target)
    for blob, content in repository.contents(wanted):
        for target in wanted[blob]:
            target.write_bytes(content)


def _target(root: Path, name: bytes) -> Path | None:
    """The path for a file of a revision; None if it would be outside of `root`."""
    parts = os.fsdecode(name).split("/")
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part or ":" in part for part in parts):
        return None
    return root.joinpath(*parts)
