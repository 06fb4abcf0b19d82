"""The search index of a site: made while pages are written; in a preview updated in a thread."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from journeybook.search.documents import Document
from journeybook.search.pagefind_client import Indexing, SearchUnavailableError
from journeybook.site.log import Log

FOLDER = "pagefind"


class BuildIndex:
    """The index of one `mkdocs build`, made by a second process while pages are written."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._indexing: Indexing | None = None

    def start(self) -> None:
        """Start the search program; one warning if it is missing."""
        try:
            self._indexing = Indexing().__enter__()
        except SearchUnavailableError as error:
            _warn(self._log, error)

    def add(self, document: Document) -> None:
        """Add a document."""
        if self._indexing is not None:
            self._indexing.add(document)

    def finish(self, site: Path) -> None:
        """Write the index into the site; one warning if it could not be made."""
        if self._indexing is None:
            return
        try:
            write_index(self._indexing.files(), site)
        except SearchUnavailableError as error:
            _warn(self._log, error)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the search program at once."""
        if self._indexing is not None:
            self._indexing.end()
            self._indexing = None


class PreviewIndex:
    """The index of a preview: updated after the pages are served, and only if words changed.

    Until a new index is ready, the last one stays in place. Writing and building exclude each
    other, so that an index is never written into a folder that is being emptied.
    """

    def __init__(self, log: Log, *, dirty: bool = False) -> None:
        self._log = log
        self._lock = threading.Lock()
        self._dirty = dirty
        self._documents: dict[str, Document] = {}
        self._files: Mapping[str, bytes] = {}
        self._digest = ""  # of the documents of `_files`
        self._wanted = ""  # of the documents of the newest build
        self._site: Path | None = None  # None while a build is running
        self._indexing: Indexing | None = None
        self._closed = False

    def start(self) -> None:
        """A build begins: nothing is written into its folder until it has ended."""
        with self._lock:
            self._site = None
            if not self._dirty:  # a dirty build makes only the pages that have changed
                self._documents = {}

    def add(self, document: Document) -> None:
        """Keep a document of this build."""
        self._documents[document.address] = document

    def finish(self, site: Path) -> None:
        """The pages are written: add the last index, and make a new one if words changed."""
        digest = sha256()
        for document in self._documents.values():
            digest.update(f"{document.address}\0{document.html}\0".encode("utf-8", "surrogatepass"))
        wanted = digest.hexdigest()
        with self._lock:
            self._site = site
            write_index(self._files, site)
            if self._closed or wanted in {self._digest, self._wanted}:
                return
            self._wanted = wanted
            if self._indexing is not None:
                self._indexing.end()  # of documents that have changed since
            documents = tuple(self._documents.values())
        threading.Thread(target=self._make, args=(wanted, documents), daemon=True).start()

    def stop(self) -> None:
        """The preview ends: end the search program and write no further index."""
        with self._lock:
            self._closed = True
            if self._indexing is not None:
                self._indexing.end()

    def _make(self, wanted: str, documents: tuple[Document, ...]) -> None:
        try:
            with Indexing() as indexing:
                with self._lock:
                    if self._closed or wanted != self._wanted:
                        return
                    self._indexing = indexing
                for document in documents:
                    indexing.add(document)
                files = indexing.files()
        except SearchUnavailableError as error:
            with self._lock:
                superseded = self._closed or wanted != self._wanted
                self._wanted = self._wanted if superseded else ""
            if not superseded:
                _warn(self._log, error)
            return
        with self._lock:
            if self._closed or wanted != self._wanted:
                return
            self._indexing, self._files, self._digest = None, files, wanted
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
