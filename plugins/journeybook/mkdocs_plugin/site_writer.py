"""Makes and writes the generated pages and files of a build, in several processes where it can."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PluginCollection, PrefixedLogger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.cache import garbage_collection
from journeybook.mkdocs_plugin.files import GeneratedAsset, GeneratedPage
from journeybook.mkdocs_plugin.handler_state import Handler, collecting_handlers, keeper_of_state
from journeybook.mkdocs_plugin.page_builder import PageBuilder
from journeybook.mkdocs_plugin.work_items import WorkItem, work_items
from journeybook.mkdocs_plugin.written_files import pages_written
from journeybook.pages.page import AssetPlan, PagePlan
from journeybook.processes.process_count import ProcessCountError, process_count
from journeybook.processes.worker_pool import WorkerPool, obstacle
from journeybook.search.documents import Document
from journeybook.site.search_index import BuildIndex, DocumentQueue, PreviewIndex


@dataclass(slots=True)
class PageOutput:
    """What came of a page besides its file."""

    document: Document | None = None
    description: str = ""
    anchors: set[str] | None = None
    """The ids on a page that hand-written ones link to with an anchor."""


ItemOutput = dict[str, PageOutput]
"""The output of an item, by the paths of its pages."""


class SiteWriter:
    """The writing of one build: MkDocs writes its own pages, and all others are written here.

    Whether one process makes them or several, they are made item by item by the same functions, and
    search documents are handed on in the order of MkDocs' pages.
    """

    def __init__(
        self,
        builder: PageBuilder,
        files: Files,
        index: BuildIndex | PreviewIndex | None,
        log: PrefixedLogger,
        release: Callable[[Iterable[PagePlan | AssetPlan]], None],
    ) -> None:
        self._release = release
        self._builder = builder
        self._files = files
        self._index = index if isinstance(index, BuildIndex) else None
        self._documents = DocumentQueue(builder.order, index.add) if index else None
        self._log = log
        self._collectors: tuple[Handler, ...] = ()
        self._items: tuple[WorkItem, ...] = ()
        self._pool: WorkerPool[ItemOutput] | None = None
        self._output: ItemOutput | None = None  # of the item that is being made in this process

    def begin(self, config: MkDocsConfig, setting: int | None) -> None:
        """Start to make pages and files; `setting` is the number of processes that is configured.

        Nothing more may be decided afterwards: other processes have their own copy of everything.
        """
        garbage_collection.look_rarely()  # what exists now stays, and is shared by all processes
        if self._builder.take_over(self._finish, self._collect):
            self._begin_items(config, setting)
        if self._index is not None:
            self._index.start()  # it needs threads, beside which no process should be forked

    def _begin_items(self, config: MkDocsConfig, setting: int | None) -> None:
        files = [file for file in self._files if isinstance(file, GeneratedAsset)]
        self._items = work_items(self._builder.pages, files)
        for file in files:
            file.on_request = True
        processes = self._processes(setting, config.plugins)
        if processes > 1:
            pool = WorkerPool(self._make, len(self._items), on_result=self._take)
            if pool.start(processes):
                self._pool = pool
                self._collectors = collecting_handlers(config.plugins)

    def add_document(self, page: MkDocsPage, document: Document | None) -> None:
        """The search document of a page that is being written."""
        if self._output is not None:
            self._output.setdefault(page.file.src_uri, PageOutput()).document = document
        elif self._documents is not None:
            self._documents.put(page.file.src_uri, document)

    def stop(self) -> None:
        """Nothing more is written: end all processes, and give MkDocs its pages back."""
        self._builder.let_go()
        if self._index is not None:
            self._index.stop()
        if self._pool is not None:
            self._pool.stop()
            self._pool = None

    def _processes(self, setting: int | None, plugins: PluginCollection) -> int:
        try:
            wanted, asked = process_count(setting)
        except ProcessCountError as fault:
            raise PluginError(str(fault)) from None
        wanted = min(wanted, len(self._items))
        if wanted < 2:
            return 1
        keeper = keeper_of_state(plugins)
        reason = f"{keeper} may keep something of each page" if keeper else obstacle()
        if reason is None and sys.platform == "darwin" and not asked:
            reason = "Python does not fork by default on macOS, `jobs` in the settings asks for it"
        if reason is None:
            return wanted
        self._log.info("one process makes all pages: %s", reason)
        return 1

    def _collect(self, page: GeneratedPage) -> None:
        """Call those handlers of a page that is made elsewhere which gather what it holds."""
        for handler in self._collectors:
            handler({}, page=page, config=None, nav=None)

    def _finish(self) -> None:
        """MkDocs has written its own pages: return when all others are written, too."""
        if self._pool is not None:
            self._pool.wait()
        else:
            for number in range(len(self._items)):
                self._take(number, self._make(number))
        self._builder.let_go()
        if self._documents is not None:
            self._documents.finish()

    def _make(self, number: int) -> ItemOutput:
        item = self._items[number]
        made = self._output = ItemOutput()
        try:
            with pages_written():
                for file in item.files:
                    file.write()
                for page in item.pages:
                    self._builder.build_page(page)
                    about = made.setdefault(page.file.src_uri, PageOutput())
                    about.description = page.meta["description"]
                    about.anchors = page.present_anchor_ids
            return made
        finally:
            self._output = None
            # All processes together would else hold every page and file of the site at the end.
            self._release([*(file.plan for file in item.files), *(page.plan for page in item.pages)])

    def _take(self, number: int, output: ItemOutput) -> None:
        for page in self._items[number].pages:
            about = output[page.file.src_uri]
            page.meta["description"] = about.description
            page.present_anchor_ids = about.anchors
            if self._documents is not None:
                self._documents.put(page.file.src_uri, about.document)
