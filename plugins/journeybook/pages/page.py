"""The data of a page and of its plan, independent of any host."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journeybook.library.objects import Ref


@dataclass(frozen=True, slots=True)
class Crumb:
    """One breadcrumb: its words and its address, None for the page itself."""

    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """The search record of a page: lean HTML whose headings have ids, so that steps are found.

    `filters` are facets (name → values); `meta` is shown with a result. A page of `reference`
    explains the portal itself and is listed after all other results.
    """

    body: str
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page of the portal.

    `address` is its folder from the root of a standalone portal (`journeys/switching-to-fibre/`, ``
    for home); `Portfolio.at` gives its address in the site. `title` is plain text; `body` is safe
    HTML with links relative to its place in the site; `source` is the file that an edit link opens,
    relative to the portal's root; `search` is None for a page that search should not find.
    `alternates` are the addresses of the page in each of its languages, where it has several.
    """

    address: str
    title: str
    body: str
    description: str = ""
    language: str = "en"
    crumbs: tuple[Crumb, ...] = ()
    source: str | None = None
    search: SearchRecord | None = None
    alternates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page to be made: what a host must know beforehand, and the function that makes it.

    `ref` is the object of the page, None for home, the catalogue and the glossary. A page that
    continues another (`pages.pagination`) has a `number` above 1, and the same source and object.
    `made` is the name of what is made in the graph of the portfolio, None if it is not there.
    """

    address: str
    title: str
    source: str | None
    ref: Ref | None
    make: Callable[[], Page]
    number: int = 1
    made: str | None = None

    def made_by(self, make: Callable[[], Page], made: str) -> PagePlan:
        """The same page made by another function; quicker than `dataclasses.replace`."""
        return PagePlan(self.address, self.title, self.source, self.ref, make, self.number, made)


@dataclass(frozen=True, slots=True)
class AssetPlan:
    """A generated file to be made, of text in UTF-8 or of bytes; `made` is as for a page."""

    address: str
    make: Callable[[], str | bytes]
    made: str | None = None

    def made_by(self, make: Callable[[], str | bytes], made: str | None) -> AssetPlan:
        """The same file made by another function; quicker than `dataclasses.replace`."""
        return AssetPlan(self.address, make, made)

    def placed_at(self, address: str) -> AssetPlan:
        """The same file at another address."""
        return self if address == self.address else AssetPlan(address, self.make, self.made)
