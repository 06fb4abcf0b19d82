"""What a build takes over from the last one, and what it keeps for the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from journeybook.incremental.dependency_graph import Record, digest
from journeybook.mkdocs_plugin.build import Build
from journeybook.mkdocs_plugin.handler_state import keeper_of_state
from journeybook.mkdocs_plugin.page_surroundings import page_surroundings, shows_time, site_surroundings
from journeybook.mkdocs_plugin.work_items import WorkItem
from journeybook.mkdocs_plugin.written_files import WriteOutput
from journeybook.pages.page import AssetPlan, PagePlan
from journeybook.pages.page_plan import is_input
from journeybook.search.documents import Document
from journeybook.site.code_digest import code_digest
from journeybook.site.output_cache import KeptFile, KeptItem, KeptPage, OutputCache, PreviousFile


@dataclass(slots=True)
class PageOutput:
    """What came of a page besides its file."""

    document: Document | None = None
    description: str = ""
    anchors: set[str] | None = None
    """The ids on a page that hand-written ones link to with an anchor."""


@dataclass(slots=True)
class ItemOutput:
    """What came of an item besides its files.

    `pages` are by their paths. `files` are kept for the next build, which needs the `records` of
    the values that were computed for them, and the `contents` of the inputs that were read.
    """

    pages: dict[str, PageOutput] = field(default_factory=dict)
    files: list[KeptFile] = field(default_factory=list)
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

    def take(self, item: WorkItem) -> ItemOutput | None:
        """Put the item of the last build into the site if it would be the same now; else None."""
        made = made_names(item)
        if made is None:
            return None
        found = self._cache.reusable(_key(item), self._around_item(item), made, self._portfolio)
        if found is None or not all(map(self.put, found.files)):
            return None
        self._items[_key(item)] = found
        return ItemOutput(
            {
                path: PageOutput(
                    Document(*page.document) if page.document else None,
                    page.description,
                    None if page.anchors is None else set(page.anchors),
                )
                for path, page in found.pages.items()
            }
        )

    def put(self, file: KeptFile) -> bool:
        """Put a file of the last build into the site; False if it is missing or damaged."""
        return self._cache.put(file, self._site, self._previous)

    def writer(self, output: ItemOutput) -> WriteOutput:
        """The function that writes the files of an item, and keeps them."""

        def write(path: str, content: bytes) -> None:
            target = Path(path)
            output.files.append(self._cache.keep(target.relative_to(self._site).as_posix(), content, target))

        return write

    def record(self, output: ItemOutput) -> None:
        """Record what was computed and read for an item that was made here."""
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
        made = made_names(item)
        if made is None or output.warned:
            return
        self._items[_key(item)] = KeptItem(
            self._around_item(item),
            made,
            tuple(output.files),
            {
                path: KeptPage(
                    (page.document.address, page.document.html) if page.document else None,
                    page.description,
                    None if page.anchors is None else tuple(sorted(page.anchors)),
                )
                for path, page in output.pages.items()
            },
        )

    def save(self, index: tuple[tuple[str, ...], tuple[KeptFile, ...]]) -> None:
        """Save all items for the next build."""
        graph = self._portfolio.graph
        records = graph.complete({**graph.records(), **self._records}, is_input)
        self._cache.save(self._portfolio, records, self._contents, dict(sorted(self._items.items())), index)

    def _around_item(self, item: WorkItem) -> str:
        pages = [page_surroundings(page, self._build) for page in item.pages]
        files = [file.dest_uri for file in item.files]
        return digest(repr((self._around, pages, files)))


def made_names(item: WorkItem) -> tuple[str, ...] | None:
    """The names of all that an item makes in the graph; None if something has none."""
    plans: list[PagePlan | AssetPlan] = [
        *(page.plan for page in item.pages),
        *(file.plan for file in item.files),
    ]
    names = tuple(plan.made for plan in plans if plan.made)
    return names if len(names) == len(plans) else None


def open_cache(config: MkDocsConfig, root: Path) -> OutputCache | None:
    """The cache of a portal's builds; None where other code may change pages in unknown ways."""
    if config.hooks or keeper_of_state(config.plugins) or shows_time(config):
        return None
    return OutputCache(root, code_digest())


def _key(item: WorkItem) -> str:
    paths = [*(page.file.dest_uri for page in item.pages), *(file.dest_uri for file in item.files)]
    return paths[0]
