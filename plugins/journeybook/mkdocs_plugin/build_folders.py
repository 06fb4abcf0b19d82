"""The folders of a build: refused pages are hidden from MkDocs, and the old site is kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from journeybook.docs_pages import CheckedDocs
from journeybook.mkdocs_plugin.docs_copy import DocsView
from journeybook.mkdocs_plugin.previous_site import PreviousSite


class Folders:
    """What MkDocs sees of the two folders while a build is prepared."""

    def __init__(self) -> None:
        self._docs: DocsView | None = None
        self._site: PreviousSite | None = None

    def begin(self, config: MkDocsConfig, docs: CheckedDocs, *, keep_site: bool) -> None:
        """Call before MkDocs empties the site's folder and walks the folder of pages."""
        if keep_site:
            self._site = PreviousSite(config.site_dir)
            self._site.keep()
        if docs.refused or not docs.folder.walkable:
            self._docs = DocsView(config, (file for file in docs.folder.files if file not in docs.refused))

    def found(self, files: Iterable[File] = ()) -> None:
        """Call when MkDocs has found its files, or failed: restores the folders."""
        if self._site is not None:
            self._site.let_go()
        if self._docs is not None:
            self._docs.end(files)
            self._docs = None

    def ready(self) -> None:
        """Call when all pages are rendered and only writing remains."""
        if self._site is not None:
            self._site.set_aside()

    def previous_file(self, path: Path) -> Path | None:
        """Where a file of the old site lies until the new one is complete, by its path there."""
        return self._site.file(path) if self._site is not None else None

    def written(self) -> None:
        """The new site is complete."""
        if self._site is not None:
            self._site.forget()
            self._site = None

    def failed(self) -> None:
        """Nothing more is written: the folder of the site holds again what stood there."""
        self.found()
        if self._site is not None:
            self._site.put_back()
            self._site = None
