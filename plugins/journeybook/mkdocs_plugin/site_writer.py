"""Makes and writes the generated pages and files of a build, in several processes where it can."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.cache import garbage_collection
from journeybook.mkdocs_plugin.files import GeneratedAsset, GeneratedPage
from journeybook.mkdocs_plugin.handler_state import Handler, collecting_handlers, keeper_of_state
from journeybook.mkdocs_plugin.kept_output import ItemOutput, KeptOutput, PageOutput
from journeybook.mkdocs_plugin.page_builder import PageBuilder
from journeybook.mkdocs_plugin.work_items import WorkItem, work_items
from journeybook.mkdocs_plugin.written_files import pages_written, write_output
from journeybook.pages.page import AssetPlan, PagePlan
from journeybook.processes.captured_log import noted_warnings
from journeybook.processes.process_count import ProcessCountError, process_count
from journeybook.processes.worker_pool import WorkerPool, obstacle
from journeybook.search.documents import Document
from journeybook.site.search_index import BuildIndex, DocumentQueue, PreviewIndex


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
        *,
        release: Callable[[Iterable[PagePlan | AssetPlan]], None],
        kept: KeptOutput | None = None,
    ) -> None:
        self._release = release
        self._builder = builder
        self._files = files
        self._index = index if isinstance(index, BuildIndex) else None
        self._documents = DocumentQueue(builder.order, index.add) if index else None
        self._log = log
        self._kept = kept
        self._collectors: tuple[Handler, ...] = ()
        self._items: tuple[WorkItem, ...] = ()
        self._taken_over: set[str] = set()  # pages of the last build, by their paths
        self._pool: WorkerPool[ItemOutput] | None = None
        self._output: ItemOutput | None = None  # of the item that is being made in this process

    def begin(self, config: MkDocsConfig, setting: int | None) -> None:
        """Start to make pages and files; `setting` is the number of processes that is configured.

        Nothing more may be decided afterwards: other processes have their own copy of everything.
        """
        garbage_collection.look_rarely()  # what exists now stays, and is shared by all processes
        if self._index is not None and self._kept is not None:
            self._index.compare(self._kept.cache, self._kept.put)
        if self._builder.take_over(self._finish, self._collect):
            self._begin_items(config, setting)
        if self._index is not None and (self._kept is None or any(item.pages for item in self._items)):
            self._index.start()  # it needs threads, beside which no process should be forked

    def _begin_items(self, config: MkDocsConfig, setting: int | None) -> None:
        files = [file for file in self._files if isinstance(file, GeneratedAsset)]
        items = work_items(self._builder.pages, files)
        for file in files:
            file.on_request = True
        keeper = keeper_of_state(config.plugins)
        self._collectors = collecting_handlers(config.plugins)
        self._items = tuple(filter(None, map(self._take_kept, items)))
        processes = self._processes(setting, keeper)
        if processes > 1:
            pool = WorkerPool(self._make, len(self._items), on_result=self._take)
            if pool.start(processes):
                self._pool = pool

    def add_document(self, page: MkDocsPage, document: Document | None) -> None:
        """The search document of a page that is being written."""
        if self._output is not None:
            self._output.pages.setdefault(page.file.src_uri, PageOutput()).document = document
        elif self._documents is not None:
            self._documents.put(page.file.src_uri, document)

    def save(self) -> None:
        """Keep what was made for the next build; call it when the site is complete."""
        if self._kept is not None:
            self._kept.save(self._index.kept if self._index else ((), ()))

    def stop(self) -> None:
        """Nothing more is written: end all processes, and give MkDocs its pages back."""
        self._builder.let_go()
        if self._index is not None:
            self._index.stop()
        if self._pool is not None:
            self._pool.stop()
            self._pool = None

    def _take_kept(self, item: WorkItem) -> WorkItem | None:
        """What must be made of an item: the rest is as the last build made it, and taken over."""
        if self._kept is None:
            return item
        left, output = self._kept.take(item)
        taken = tuple(page for page in item.pages if page.file.src_uri in output.pages)
        self._taken_over.update(page.file.src_uri for page in taken)
        self._hand_on(WorkItem((), taken), output)
        return left if left.pages or left.files else None

    def _processes(self, setting: int | None, keeper: str | None) -> int:
        try:
            wanted, asked = process_count(setting)
        except ProcessCountError as fault:
            raise PluginError(str(fault)) from None
        wanted = min(wanted, len(self._items))
        if wanted < 2:
            return 1
        reason = f"{keeper} may keep something of each page" if keeper else obstacle()
        if reason is None and sys.platform == "darwin" and not asked:
            reason = "Python does not fork by default on macOS, `jobs` in the settings asks for it"
        if reason is None:
            return wanted
        self._log.info("one process makes all pages: %s", reason)
        return 1

    def _collect(self, page: GeneratedPage) -> None:
        """Call those handlers of a page that is not made here which gather what it holds."""
        if self._pool is not None or page.file.src_uri in self._taken_over:
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
            with noted_warnings() as warnings:
                for file in item.files:
                    file.write(self._kept.writer(made, file) if self._kept else write_output)
                for page in item.pages:
                    with pages_written(self._kept.writer(made, page) if self._kept else write_output):
                        self._builder.build_page(page)
                    about = made.pages.setdefault(page.file.src_uri, PageOutput())
                    about.description = page.meta["description"]
                    about.anchors = page.present_anchor_ids
            if self._kept:
                made.warned = bool(warnings)
                self._kept.record(made)
            return made
        finally:
            self._output = None
            # All processes together would else hold every page and file of the site at the end.
            self._release([*(file.plan for file in item.files), *(page.plan for page in item.pages)])

    def _take(self, number: int, output: ItemOutput) -> None:
        item = self._items[number]
        if self._kept:
            self._kept.add(item, output)
        self._hand_on(item, output)

    def _hand_on(self, item: WorkItem, output: ItemOutput) -> None:
        for page in item.pages:
            about = output.pages[page.file.src_uri]
            page.meta["description"] = about.description
            page.present_anchor_ids = about.anchors
            if self._documents is not None:
                self._documents.put(page.file.src_uri, about.document)
