"""The pages and files of the last build, so that a build makes only what has changed.

The manifest is sealed as every file of the cache. It says what each page was made of and holds the
digest of each file. The files lie beside it under their digests, are verified when they are used,
and are copied into the site: it never shares a file with the cache. What the previous site still
holds is linked from there, and that site is removed when the new one is complete. Everything may be
deleted at any time, even during a build.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter

from journeybook.cache.sealed_files import FOLDER, load_sealed, read_regular, save_sealed
from journeybook.incremental.dependency_graph import Record, digest
from journeybook.pages.portfolio import Portfolio
from journeybook.site.recorded_values import RecordedValues, recorded_values, restore_values

MANIFEST = "site.json"
FILES = "site"
"""The folder of the files, below that of the cache."""

LARGEST_CACHE = 2 * 1024**3
"""The most that the files of the cache take together, in bytes."""

LARGEST_FILE = 256 * 1024**2
"""The largest file that is kept, in bytes."""


_NAME = re.compile(r"[0-9a-f]{64}(\.[0-9]+)?")

PreviousFile: TypeAlias = Callable[[Path], Path | None]
"""Where a file of the previous site lies during a build, by its path in the new one."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the site by its path there, with the digest of its content and its size."""

    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What came of a page besides its file: its search document, description and ids.

    The path of the document is its address; its HTML is kept as files are.
    """

    document: KeptFile | None = None
    description: str = ""
    anchors: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class KeptItem:
    """A page or file, and what it depends on.

    `made` is its name in the dependency graph; `around` is a digest of everything else that is in
    it: the theme, the navigation, the settings of the site.
    """

    around: str
    made: str
    files: tuple[KeptFile, ...]
    page: KeptPage | None = None

    @property
    def contents(self) -> tuple[KeptFile, ...]:
        """All that is kept of it under its digest."""
        return (*self.files, self.page.document) if self.page and self.page.document else self.files


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of the last build, with what it computed.

    `index` are the digests of the search documents in order, `index_files` the files that were made
    of them.
    """

    code: str
    settings: str
    computed: RecordedValues
    items: Mapping[str, KeptItem] = field(default_factory=dict)
    index: tuple[str, ...] = ()
    index_files: tuple[KeptFile, ...] = ()


@cache
def manifest_adapter() -> TypeAdapter[Manifest]:
    """The adapter that writes a manifest as JSON and reads it."""
    return TypeAdapter(Manifest)


class OutputCache:
    """The cache of one portal in one build. `code` stands for all code that makes the site."""

    def __init__(self, root: Path, code: str) -> None:
        self._root = root
        self._folder = root / FOLDER / FILES
        self._code = code
        self._is_writable = not _is_linked(root)
        last = load_sealed(root, MANIFEST, manifest_adapter())
        self._last = last if last is not None and last.code == code else None
        self._usable: Mapping[str, KeptItem] = {}
        self._is_same = False  # whether all that the last build read is as it was

    @property
    def last_index(self) -> tuple[str, ...]:
        """The digests of the search documents of the last build, in order."""
        return self._last.index if self._last else ()

    @property
    def last_index_files(self) -> tuple[KeptFile, ...]:
        """The files of the search index of the last build."""
        return self._last.index_files if self._last else ()

    def restore(self, portfolio: Portfolio) -> None:
        """Tell a new portfolio what the last build read, and what has changed since.

        Call this before anything is asked of the portfolio.
        """
        last = self._last
        if last is None or last.settings != settings_digest(portfolio):
            return
        self._is_same = restore_values(portfolio, last.computed)
        self._usable = last.items

    def reusable(self, key: str, around: str, made: str, portfolio: Portfolio) -> KeptItem | None:
        """What the last build made as `key`, if it would be the same today; else None."""
        found = self._usable.get(key)
        if found is None or (found.around, found.made) != (around, made):
            return None
        return found if portfolio.graph.is_current(made) else None

    def put(self, file: KeptFile, site: Path, previous: PreviousFile) -> bool:
        """Put a file into a site; False if it is missing or not what it should be."""
        target = site / file.path
        try:
            earlier = previous(target)
            if earlier is not None and _verified(earlier, file) is not None and _link(earlier, target):
                return True
            content = _verified(self._path(file.digest), file) if self._is_writable else None
            if content is None:
                return False
            _write(target, content)
        except OSError:
            return False
        return True

    def keep(self, path: str, content: bytes, target: Path) -> KeptFile:
        """Write a finished file of a site, and keep it; it may be called in several processes."""
        file = KeptFile(path, content_digest(content), len(content))
        _write(target, content)
        self._store(file, content)
        return file

    def keep_document(self, address: str, html: str) -> KeptFile:
        """Keep the search document of a page; it may be called in several processes."""
        content = html.encode("utf-8", "surrogatepass")
        document = KeptFile(address, content_digest(content), len(content))
        self._store(document, content)
        return document

    def document_html(self, document: KeptFile) -> str | None:
        """The HTML of a document that was kept; None if it is missing or damaged."""
        content = _verified(self._path(document.digest), document) if self._is_writable else None
        return None if content is None else content.decode("utf-8", "surrogatepass")

    def _store(self, file: KeptFile, content: bytes) -> None:
        if not self._is_writable or len(content) > LARGEST_FILE:
            return
        kept = self._path(file.digest)
        own = kept.with_name(f"{kept.name}.{os.getpid()}")
        try:
            _write(own, content)
            own.replace(kept)
        except OSError:  # a full or read-only disk, or another build that removes what it does not know
            with suppress(OSError):
                own.unlink(missing_ok=True)

    def has_saved(
        self, items: Mapping[str, KeptItem], index: tuple[tuple[str, ...], tuple[KeptFile, ...]]
    ) -> bool:
        """Whether the last build has saved the same, so that nothing is left to save."""
        last = self._last
        return (
            self._is_same
            and last is not None
            and index == (last.index, last.index_files)
            and items.keys() == last.items.keys()
            and all(item is last.items[key] for key, item in items.items())
        )

    def save(
        self,
        portfolio: Portfolio,
        records: Mapping[str, Record],
        contents: Mapping[str, str],
        items: Mapping[str, KeptItem],
        index: tuple[tuple[str, ...], tuple[KeptFile, ...]],
    ) -> None:
        """Save what this build made, and remove the files of earlier ones.

        `records` are the records of the graph, `contents` the contents of inputs that other
        processes have found; the others are looked up.
        """
        kept = _bounded(items, sum(file.size for file in index[1]))
        manifest = Manifest(
            self._code,
            settings_digest(portfolio),
            recorded_values(portfolio, records, contents),
            kept,
            *index,
        )
        save_sealed(self._root, MANIFEST, manifest_adapter(), manifest)
        used = {file.digest for item in kept.values() for file in item.contents}
        self._remove_all_but(used | {file.digest for file in manifest.index_files})

    def _path(self, name: str) -> Path:
        return self._folder / name

    def _remove_all_but(self, used: set[str]) -> None:
        if not self._is_writable:
            return
        with suppress(OSError), os.scandir(self._folder) as entries:
            unused = [each.path for each in entries if each.name not in used and _NAME.fullmatch(each.name)]
            for path in unused:
                with suppress(OSError):  # removed meanwhile
                    os.unlink(path)  # noqa: PTH108 (thousands of paths)


def content_digest(content: bytes) -> str:
    """The digest by which a file is kept and verified."""
    return hashlib.blake2b(content, digest_size=32).hexdigest()


def settings_digest(portfolio: Portfolio) -> str:
    """A digest of what all pages of a portfolio depend on."""
    return digest(repr(portfolio.settings))


def _bounded(items: Mapping[str, KeptItem], size: int) -> dict[str, KeptItem]:
    """The first items that fit into the cache beside `size` bytes of others."""
    kept: dict[str, KeptItem] = {}
    for key, item in items.items():
        size += sum(file.size for file in item.contents)
        if size > LARGEST_CACHE:
            break
        kept[key] = item
    return kept


def _is_linked(root: Path) -> bool:
    """Whether the folder of the files may be another than it seems; such a one is left alone."""
    return any((root / each).is_symlink() for each in (FOLDER.parts[0], FOLDER, FOLDER / FILES))


def _verified(path: Path, file: KeptFile) -> bytes | None:
    """The content of a file if it is what was kept; None otherwise."""
    try:
        content = read_regular(path, file.size)
    except OSError:
        return None
    return content if content is not None and content_digest(content) == file.digest else None


def _link(earlier: Path, target: Path) -> bool:
    """Give a file of the previous site a name in the new one; False where that cannot be.

    A file that has other names already is not taken over: they may belong to a copy of the site.
    """
    try:
        if earlier.lstat().st_nlink != 1:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        os.link(earlier, target)
    except OSError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    """Write a file of its own: one that is there may have other names, and is replaced."""
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        path.unlink()
        _write(path, content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as stream:
            stream.write(content)
