"""The search index of a site: made while pages are written, in a preview after they are served."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from journeybook.incremental.dependency_graph import digest
from journeybook.search.documents import Document
from journeybook.search.pagefind_client import Indexing, SearchUnavailableError
from journeybook.site.child_process import ChildFailedError, in_child
from journeybook.site.log import Log
from journeybook.site.output_cache import KeptFile, OutputCache

FOLDER = "pagefind"

PAUSE = 0.5
"""Seconds for pages that are asked for, before a preview makes the documents of all pages."""


class BuildIndex:
    """The index of one `mkdocs build`, made by a second process while pages are written.

    Where all documents are those of the last build, its index is used again.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._indexing: Indexing | None = None
        self._cache: OutputCache | None = None
        self._put: Callable[[KeptFile], bool] = lambda _: False
        self._is_started = False
        self._held: list[Document] = []  # until it is known whether they are those of the last build
        self._digests: list[str] = []
        self._files: tuple[KeptFile, ...] = ()

    @property
    def kept(self) -> tuple[tuple[str, ...], tuple[KeptFile, ...]]:
        """The digests of all documents in order, and the files that were made of them."""
        return tuple(self._digests), self._files

    def compare(self, cache: OutputCache, put: Callable[[KeptFile], bool]) -> None:
        """Use the index of the last build as long as its documents are those that are added."""
        self._cache = cache
        self._put = put

    def start(self) -> None:
        """Start the search program; one warning if it is missing. May be called twice."""
        if self._is_started:
            return
        self._is_started = True
        try:
            self._indexing = Indexing().__enter__()
        except SearchUnavailableError as error:
            _warn(self._log, error)
            return
        for document in self._held:
            self._indexing.add(document)
        self._held.clear()

    def add(self, document: Document) -> None:
        """Add a document."""
        number = len(self._digests)
        self._digests.append(digest(f"{document.address}\0{document.html}"))
        if self._is_started:
            if self._indexing is not None:
                self._indexing.add(document)
            return
        self._held.append(document)
        last = self._cache.last_index if self._cache else ()
        if last[number : number + 1] != (self._digests[number],):
            self.start()

    def finish(self, site: Path) -> None:
        """Write the index into the site; one warning if it could not be made."""
        if not self._is_started and self._use_last():
            return
        self.start()
        if self._indexing is None:
            return
        try:
            files = self._indexing.files()
            if self._cache is None:
                write_index(files, site)
            else:
                self._files = tuple(
                    self._cache.keep(f"{FOLDER}/{path}", content, site / FOLDER / path)
                    for path, content in sorted(files.items())
                )
        except SearchUnavailableError as error:
            _warn(self._log, error)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the search program at once."""
        if self._indexing is not None:
            self._indexing.end()
            self._indexing = None

    def _use_last(self) -> bool:
        cache = self._cache
        if cache is None or cache.last_index != tuple(self._digests):
            return False
        if not cache.last_index_files or not all(map(self._put, cache.last_index_files)):
            return False
        self._files = cache.last_index_files
        return True


Documents: TypeAlias = Callable[[], Iterator[Document]]
Quiet: TypeAlias = Callable[[], AbstractContextManager[object]]


class DocumentQueue:
    """Brings documents into a fixed order, whenever they come: the bytes of an index depend on it.

    `order` holds the paths of all pages. A document is handed on to `add` as soon as all before it
    are there. It may be used by several threads.
    """

    def __init__(self, order: Iterable[str], add: Callable[[Document], None]) -> None:
        self._order = tuple(dict.fromkeys(order))
        self._add = add
        self._lock = threading.Lock()
        self._next = 0
        self._waiting: dict[str, Document | None] = {}

    def put(self, path: str, document: Document | None) -> None:
        """The document of a page, None for a page that search should not find."""
        with self._lock:
            self._waiting[path] = document
            while self._next < len(self._order) and self._order[self._next] in self._waiting:
                self._hand_on(self._order[self._next])
                self._next += 1

    def finish(self) -> None:
        """Hand on what waits for a page that was not made, and pages that are not in the order."""
        with self._lock:
            for path in (*self._order[self._next :], *sorted(self._waiting)):
                self._hand_on(path)
            self._next = len(self._order)

    def _hand_on(self, path: str) -> None:
        document = self._waiting.pop(path, None)
        if document is not None:
            self._add(document)


class PreviewIndex:
    """The index of a preview: it follows the pages in the background, if words changed.

    Until a new index is ready, the last one stays in place. Writing and building exclude each
    other, so that an index is never written into a folder that is being emptied.
    """

    def __init__(self, log: Log, *, dirty: bool = False) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._dirty = dirty
        self._added: dict[str, Document] = {}
        self._files: Mapping[str, bytes] = {}
        self._digest = ""  # of the documents of `_files`
        self._site: Path | None = None  # None while a build is running
        self._latest = 0  # counts what was to be followed; everything before the last is superseded
        self._indexing: Indexing | None = None
        self._closed = False

    def start(self) -> None:
        """A build begins: nothing is written into its folder until it has ended."""
        with self._lock:
            self._site = None
            if not self._dirty:  # a dirty build makes only the pages that have changed
                self._added = {}

    def add(self, document: Document) -> None:
        """Keep a document of this build."""
        self._added[document.address] = document

    def finish(self, site: Path) -> None:
        """A build has written its pages: add the last index, until there is a new one."""
        with self._lock:
            self._site = site
            write_index(self._files, site)

    def follow(self, documents: Documents, quiet: Quiet) -> None:
        """Make an index of the added documents and of these, in place of one that is being made.

        They are made in a thread and, where the system can do that, in a process of its own, after
        a moment in which pages that were asked for are made. `quiet` is as for `in_child`.
        """
        with self._lock:
            if self._closed:
                return
            self._latest += 1
            if self._indexing is not None:
                self._indexing.end()  # of documents that have changed since
            follower = threading.Thread(
                target=self._follow, args=(self._latest, dict(self._added), documents, quiet), daemon=True
            )
        follower.start()

    def stop(self) -> None:
        """The preview ends: end the search program and write no further index."""
        with self._lock:
            self._closed = True
            self._latest += 1
            if self._indexing is not None:
                self._indexing.end()

    def _follow(self, number: int, found: dict[str, Document], documents: Documents, quiet: Quiet) -> None:
        time.sleep(PAUSE)
        if number != self._latest:
            return
        made = in_child(documents, quiet())
        try:
            for document in made:
                if number != self._latest:
                    return
                found[document.address] = document
        except ChildFailedError:
            return
        finally:
            made.close()
        digest = sha256()
        for _, document in sorted(found.items()):
            digest.update(f"{document.address}\0{document.html}\0".encode("utf-8", "surrogatepass"))
        if digest.hexdigest() != self._digest:
            self._make(number, digest.hexdigest(), found.values())

    def _make(self, number: int, digest: str, documents: Iterable[Document]) -> None:
        try:
            with Indexing() as indexing:
                with self._lock:
                    if number != self._latest:
                        return
                    self._indexing = indexing
                for document in documents:
                    indexing.add(document)
                files = indexing.files()
        except SearchUnavailableError as error:
            if number == self._latest:
                _warn(self._log, error)
            return
        with self._lock:
            if number != self._latest:
                return
            self._indexing, self._files, self._digest = None, files, digest
            if self._site is not None:
                write_index(files, self._site)


def write_index(files: Mapping[str, bytes], site: Path) -> None:
    """Write the files of an index below the site's folder, and remove those of an earlier index."""
    folder = site / FOLDER
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if not folder.is_dir():
        return
    for old in sorted(folder.rglob("*")):
        if old.is_file() and old.relative_to(folder).as_posix() not in files:
            old.unlink()


def _warn(log: Log, error: SearchUnavailableError) -> None:
    log.warning("there is no search in this portal: %s", error)
