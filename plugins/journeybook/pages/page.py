"""What a page is, before any host turns it into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from journeybook.library.objects import Ref


@dataclass(frozen=True, slots=True)
class Crumb:
    """One part of the way from home to a page: its words and its address, None for the page itself."""

    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What search finds of a page: a lean HTML body whose headings have ids, so that a result is a step.

    `filters` are facets (name → values); `meta` is shown with a result. A page of `reference` explains the portal itself
    and is found after all that is not.
    """

    body: str
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meta: Mapping[str, str] = field(default_factory=dict)
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page of the portal.

    `address` is its folder from the root of a portal of its own (`journeys/switching-to-fibre/`, `` for home);
    `Portfolio.at` says where in the site that is. `title` is plain text; `body` is safe HTML that links relative to its
    place in the site; `source` is the file that an edit link opens, relative to the portal's root; `search` is None for a page that search should not find.
    """

    address: str
    title: str
    body: str
    description: str = ""
    language: str = "en"
    crumbs: tuple[Crumb, ...] = ()
    source: str | None = None
    search: SearchRecord | None = None


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page that will be made: what a host must know beforehand, and the function that makes it.

    `ref` is what the page is about, None for home, the catalogue and the glossary.
    """

    address: str
    title: str
    source: str | None
    ref: Ref | None
    make: Callable[[], Page]


@dataclass(frozen=True, slots=True)
class AssetPlan:
    """A generated file that will be made."""

    address: str
    make: Callable[[], str]
