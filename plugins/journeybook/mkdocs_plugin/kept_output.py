"""What a build takes over from the last one, and what it keeps for the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from mkdocs.config.defaults import MkDocsConfig

from journeybook.incremental.dependency_graph import Record, digest
from journeybook.mkdocs_plugin.build import Build
from journeybook.mkdocs_plugin.files import GeneratedAsset, GeneratedPage
from journeybook.mkdocs_plugin.handler_state import keeper_of_state
from journeybook.mkdocs_plugin.page_surroundings import page_surroundings, shows_time, site_surroundings
from journeybook.mkdocs_plugin.work_items import WorkItem
from journeybook.mkdocs_plugin.written_files import WriteOutput
from journeybook.pages.page_plan import is_input
from journeybook.search.documents import Document
from journeybook.site.code_digest import code_digest
from journeybook.site.output_cache import KeptFile, KeptItem, KeptPage, OutputCache, PreviousFile

Made: TypeAlias = GeneratedPage | GeneratedAsset


@dataclass(slots=True)
class PageOutput:
    """What came of a page besides its file."""

    document: Document | None = None
    kept_document: KeptFile | None = None
    description: str = ""
    anchors: set[str] | None = None
    """The ids on a page that hand-written ones link to with an anchor."""


@dataclass(slots=True)
class ItemOutput:
    """What came of an item besides its files.

    `pages` are by their paths. `files` are kept for the next build, those of each page or file by
    its path; it needs the `records` of the values that were computed for them, and the `contents`
    of the inputs that were read.
    """

    pages: dict[str, PageOutput] = field(default_factory=dict)
    files: dict[str, list[KeptFile]] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    warned: bool = False
    """Whether something was logged about it that the next build has to log again."""


class KeptOutput:
    """The items of one build that are in the cache, or will be."""

    def __init__(
        self, cache: OutputCache, config: MkDocsConfig, build: Build, previous: PreviousFile
    ) -> None:
        assert build.portfolio is not None
        self._cache = cache
        self._build = build
        self._previous = previous
        self._portfolio = build.portfolio
        self._site = Path(config.site_dir)
        self._around = site_surroundings(config, build)
        self._items: dict[str, KeptItem] = {}
        self._records: dict[str, Record] = {}
        self._contents: dict[str, str] = {}
        self._sent: set[str] = set()  # names of inputs, by this process

    @property
    def cache(self) -> OutputCache:
        """The cache."""
        return self._cache

    def take(self, item: WorkItem) -> tuple[WorkItem, ItemOutput]:
        """Put those pages and files of the last build into the site that would be the same now.

        Returns what is left to make, and what came of the pages that were taken over.
        """
        files = tuple(file for file in item.files if self._take(file, self._around) is None)
        pages, output = [], ItemOutput()
        for page in item.pages:
            found = self._take(page, self._around_page(page))
            about = self._page_output(found.page) if found and found.page else None
            if about is None:
                self._items.pop(_path(page), None)
                pages.append(page)
            else:
                output.pages[page.file.src_uri] = about
        return WorkItem(files, tuple(pages)), output

    def _take(self, made: Made, around: str) -> KeptItem | None:
        key, name = _path(made), made.plan.made
        if name is None:
            return None
        found = self._cache.reusable(key, around, name, self._portfolio)
        if found is None or not all(map(self.put, found.files)):
            return None
        self._items[key] = found
        return found

    def _page_output(self, page: KeptPage) -> PageOutput | None:
        """What came of a page; None if its search document is not there any more."""
        document = None
        if page.document is not None:
            html = self._cache.document_html(page.document)
            if html is None:
                return None
            document = Document(page.document.path, html)
        anchors = None if page.anchors is None else set(page.anchors)
        return PageOutput(document, page.document, page.description, anchors)

    def put(self, file: KeptFile) -> bool:
        """Put a file of the last build into the site; False if it is missing or damaged."""
        return self._cache.put(file, self._site, self._previous)

    def writer(self, output: ItemOutput, made: Made) -> WriteOutput:
        """The function that writes the files of a page or file of an item, and keeps them."""
        files = output.files.setdefault(_path(made), [])

        def write(path: str, content: bytes) -> None:
            target = Path(path)
            files.append(self._cache.keep(target.relative_to(self._site).as_posix(), content, target))

        return write

    def record(self, output: ItemOutput) -> None:
        """Record what was computed and read for an item that was made here, and keep documents."""
        for page in output.pages.values():
            if page.document is not None:
                page.kept_document = self._cache.keep_document(page.document.address, page.document.html)
        graph = self._portfolio.graph
        output.records = graph.records(graph.take_computed())
        reads = {name for record in output.records.values() for name in record.reads}
        for name in reads - self._sent - graph.results.keys():
            self._sent.add(name)  # their contents are sent once
            output.contents[name] = self._portfolio.content(name)

    def add(self, item: WorkItem, output: ItemOutput) -> None:
        """Keep an item that was made, here or in another process."""
        self._records |= output.records
        self._contents |= output.contents
        if output.warned:
            return
        for file in item.files:
            if file.plan.made:
                kept = tuple(output.files[_path(file)])
                self._items[_path(file)] = KeptItem(self._around, file.plan.made, kept)
        for page in item.pages:
            if page.plan.made:
                kept = tuple(output.files[_path(page)])
                about = _kept_page(output.pages[page.file.src_uri])
                self._items[_path(page)] = KeptItem(self._around_page(page), page.plan.made, kept, about)

    def save(self, index: tuple[tuple[str, ...], tuple[KeptFile, ...]]) -> None:
        """Save all items for the next build."""
        if self._cache.has_saved(self._items, index):
            return
        graph = self._portfolio.graph
        records = graph.complete({**graph.records(), **self._records}, is_input)
        self._cache.save(self._portfolio, records, self._contents, dict(sorted(self._items.items())), index)

    def _around_page(self, page: GeneratedPage) -> str:
        return digest(repr((self._around, page_surroundings(page, self._build))))


def open_cache(config: MkDocsConfig, root: Path) -> OutputCache | None:
    """The cache of a portal's builds; None where other code may change pages in unknown ways."""
    if config.hooks or keeper_of_state(config.plugins) or shows_time(config):
        return None
    return OutputCache(root, code_digest())


def _path(made: Made) -> str:
    """The path in the site of a page or file."""
    return made.file.dest_uri if isinstance(made, GeneratedPage) else made.dest_uri


def _kept_page(page: PageOutput) -> KeptPage:
    return KeptPage(
        page.kept_document,
        page.description,
        None if page.anchors is None else tuple(sorted(page.anchors)),
    )
