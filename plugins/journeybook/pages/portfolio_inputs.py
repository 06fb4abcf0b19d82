"""What the pages of a portal are made of, and the record of what each has read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, NamedTuple, Self

from journeybook.history.edits import History
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import language_in_use
from journeybook.i18n.markers import N_
from journeybook.incremental.computed_values import (
    compute_named,
    content_of,
)
from journeybook.incremental.dependency_graph import (
    DependencyGraph,
    record_read,
    record_reads,
    recorded_reads,
)
from journeybook.incremental.recorded_day import TODAY, RecordedDay, day_content, judged_day
from journeybook.library.objects import Library, Ref
from journeybook.library.page_addresses import page_address, published
from journeybook.library.tracked_library import TrackedLibrary, ref_named
from journeybook.pages.docs_pages import WrittenPage
from journeybook.pages.moved_pages import HOME, placed
from journeybook.pages.rules.rule_text import RuleText
from journeybook.prose.link_texts import Known

NOTHING: Mapping[str, Any] = MappingProxyType({})
NO_HISTORY = History()

USES = "uses:"

MOVED_HOME = N_("Customer journeys")


class _Address(NamedTuple):
    """The addresses of an object in the site and as published, None without a page.

    `reads` is what has been read for them.
    """

    in_site: str | None
    published: str | None
    reads: Mapping[str, None]


class PortfolioInputs:
    """What the pages of a portal are made of: the library, and the site around it.

    `guides` maps the names of existing hand-written pages (`reading-a-map`) to their addresses
    (`/guide/reading-a-map/`). `today` is the day on which reviews are judged; with None nothing is
    overdue. `site_url` is the address of the portal with `/` at its end, None if unknown. `written`
    are hand-written pages by their path below their folder, `history` is the git history, may be
    empty, `rules` are the texts of the rules. `moved` says where pages are whose addresses are
    taken in the site (`pages.moved_pages`). Without `folders` the published address of a page ends
    in `index.html`.

    What pages read is recorded in a graph, and computed values are kept there. Those of `earlier`,
    the portfolio of the same site before an edit, are taken over where nothing has changed that
    they depend on. The earlier one can be used on beside the new one, by another thread too.
    """

    def __init__(
        self,
        library: Library,
        site_name: str,
        guides: Mapping[str, str] = NOTHING,
        today: datetime.date | None = None,
        *,
        site_url: str | None = None,
        written: Mapping[str, WrittenPage] = NOTHING,
        history: History = NO_HISTORY,
        rules: tuple[RuleText, ...] = (),
        moved: Mapping[str, str] = NOTHING,
        folders: bool = True,
        earlier: PortfolioInputs | None = None,
    ) -> None:
        self.whole_library = library
        self.library: TrackedLibrary = TrackedLibrary(library, earlier.library if earlier else None)
        self.site_name = site_name
        self.guides = guides
        self.site_url = site_url
        self.rules = rules
        self.moved = moved
        self.folders = folders
        self._today = today
        self._written = written
        self._history = history
        self._addresses: dict[Ref, _Address] = {}
        self.graph = DependencyGraph()
        self._begin(earlier)

    def _begin(self, earlier: PortfolioInputs | None) -> None:
        changed: set[str] = set()
        if earlier is not None and self.settings == earlier.settings:
            self.graph = earlier.graph.copy()
            changed = {name for name in self.graph.input_names() if not self._is_same(name, earlier)}
        self.graph.begin_revision(changed, partial(compute_named, self))

    def _is_same(self, name: str, earlier: PortfolioInputs) -> bool:
        """Whether an input has the content that it had; long ones are compared, which is quick."""
        if name == "written":
            return self._written == earlier._written
        if name == "history":
            return self._history == earlier._history
        if name.startswith(USES):
            ref = ref_named(name.removeprefix(USES))
            return self.whole_library.uses(ref) == earlier.whole_library.uses(ref)
        behind = self.map_behind(name)
        if behind is not None and self.content(behind) == earlier.content(behind):
            return True  # without reading the map for its step
        return self.content(name) == earlier.content(name)

    @property
    def settings(self) -> tuple[object, ...]:
        """What everything depends on: where it changes, nothing is taken over."""
        return (
            self.whole_library.vocabulary,
            self.whole_library.vocabulary_file,
            self.whole_library.federation,
            self.site_name,
            dict(self.guides),
            self.site_url,
            self.rules,
            dict(self.moved),
            self.folders,
            language_in_use(),
        )

    def content(self, name: str) -> str:
        """The content of an input, or a digest of it, by the name under which it is recorded."""
        of_day = day_content(name, self._today)
        if of_day is not None:
            return of_day
        if name == "written":
            return content_of(sorted(self._written.items()))
        if name == "history":
            return content_of(self._history)
        return self.library.contents.content(name)

    def map_behind(self, name: str) -> str | None:
        """The input of the map whose step an input is about, such as `has:journey:x#step`."""
        kind, mark, rest = name.partition(":journey:")
        key, step, _ = rest.partition("#")
        return f"journeys:{key}" if mark and step and kind in {"title", "has"} else None

    def has_changed(self, name: str, content: str, others: Mapping[str, str]) -> bool:
        """Whether an input has another content than in an earlier run, of which `others` are known.

        A map is not read for this as long as its source is the same.
        """
        behind = self.map_behind(name)
        if behind is not None and others.get(behind) == self.content(behind):
            return False
        return self.content(name) != content

    def moved_to(self, moved: Mapping[str, str]) -> Self:
        """The same portfolio with pages at other places."""
        return type(self)(
            self.whole_library,
            self.site_name,
            self.guides,
            self._today,
            site_url=self.site_url,
            written=self._written,
            history=self._history,
            rules=self.rules,
            moved=moved,
            folders=self.folders,
        )

    @property
    def today(self) -> datetime.date | None:
        """The day on which reviews are judged. Who shows it is made again each day."""
        record_read(TODAY)
        return self._today

    @property
    def judged_on(self) -> RecordedDay | None:
        """The same day for comparisons: who asks it is made again where an answer is another."""
        return judged_day(self._today)

    @property
    def written(self) -> Mapping[str, WrittenPage]:
        """The hand-written pages by their path below their folder."""
        record_read("written")
        return self._written

    @property
    def history(self) -> History:
        """The git history of the sources."""
        record_read("history")
        return self._history

    def at(self, address: str) -> str:
        """The address in the site of an address of the portal; moved pages are elsewhere.

        `PageContext.to` uses this for every link that leaves a page.
        """
        return placed(address, self.moved)

    def published(self, address: str) -> str:
        """The address as published outside of pages: in calendars, the feed and exported files."""
        return published(self.at(address), folders=self.folders)

    def page_address(self, ref: Ref) -> str | None:
        """The published address of the page for `ref`, with the anchor of a step, or None."""
        return self._address(ref).published

    def address(self, ref: Ref) -> str | None:
        """The address in the site of the page for `ref`, with the anchor of a step, or None."""
        return self._address(ref).in_site

    def _address(self, ref: Ref) -> _Address:
        """The addresses of an object, found once: a step is linked from a dozen places."""
        found = self._addresses.get(ref)
        if found is None:
            with recorded_reads() as reads:
                address = page_address(ref, self.library)
            here = None if address is None else self.at(address)
            outside = None if here is None else published(here, folders=self.folders)
            found = self._addresses[ref] = _Address(here, outside, reads)
        record_reads(found.reads)
        return found

    @property
    def home_title(self) -> str:
        """The title of the home page: the site's name, unless another page is the front page."""
        return _(MOVED_HOME) if HOME in self.moved else self.site_name

    @cached_property  # a view: each title that is looked up is recorded
    def known(self) -> Known:
        """Every title of the portal by kind and id."""
        return self.library.known
