"""Long lists on numbered pages: their addresses, titles, slices, and the numbers of their pager.

The first page of a list keeps the list's own address; the second of `channels/phone/` is at
`channels/phone/page/2/`. An id is one part of an address, so `channels/page/2/` is the second page
of the list of channels even if channels are called `page` and `2`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate
from typing import Any, TypeVar, cast

from journeybook.i18n.catalog import gettext as _
from journeybook.incremental.computed_values import MARK, HasGraph, content_of
from journeybook.pages.page import Crumb, Page, PagePlan
from journeybook.text.numbers import figure

FOLDER = "page/"
"""The folder below a list's own that holds its further pages."""

NEIGHBOURS = 2
"""How many pages on either side of the current one the pager names."""

_COUNTED = f"{MARK}page_count:"
"""What the names of counts begin with in the graph; no other value reads one."""

Entry = TypeVar("Entry")
MakePage = TypeVar("MakePage", bound=Callable[..., Page])


def page_count(entries: int, size: int) -> int:
    """How many pages of `size` entries a list takes; 1 for an empty one."""
    return max(1, -(-entries // size))


def numbered_address(address: str, number: int) -> str:
    """The address of one page of the list at `address`."""
    return address if number == 1 else f"{address}{FOLDER}{number}/"


def numbered_title(title: str, number: int) -> str:
    """The title of one page of the list called `title`."""
    return title if number == 1 else _("%(title)s, page %(number)s", title=title, number=figure(number))


def _one(_entry: object) -> int:
    return 1


@dataclass(frozen=True, slots=True)
class Pagination:
    """One page of a list: the list's own address, the page's number from 1, and how many there are.

    A page may hold several lists. Each of its numbered pages then holds the same part of all.
    """

    address: str
    number: int
    total: int

    @property
    def here(self) -> str:
        """The address of this page."""
        return numbered_address(self.address, self.number)

    @property
    def is_first(self) -> bool:
        """Whether this is the first page, which says what is true of the list as a whole."""
        return self.number == 1

    def title(self, title: str) -> str:
        """The title of this page of the list called `title`."""
        return numbered_title(title, self.number)

    def at(self, number: int) -> str:
        """The address of the list's page with this number."""
        return numbered_address(self.address, number)

    def entries(self, entries: Sequence[Entry], size: int) -> Sequence[Entry]:
        """The entries on this page, `size` at most; whatever is left is on the last one."""
        start = (self.number - 1) * size
        return entries[start:] if self.number == self.total else entries[start : start + size]

    def spread(
        self, entries: Sequence[Entry], pages: int, weight: Callable[[Entry], int] = _one
    ) -> Sequence[Entry]:
        """The entries on this page, where the first `pages` pages hold about the same of `weight`.

        For lists whose length was only estimated while pages were planned, and whose entries are
        of different size: none is left out or split.
        """
        ends = list(accumulate(map(weight, entries)))
        if not ends or self.number > pages:
            return entries[:0]
        # An entry is on the page on which it begins.
        begins = [0, *ends[:-1]]
        start, end = (
            bisect_left(begins, -(-ends[-1] * number // pages)) for number in (self.number - 1, self.number)
        )
        return entries[start:end]

    def crumbs(self, *parts: Crumb) -> tuple[Crumb, ...]:
        """The breadcrumbs of the list, and those of this page where it is not the first."""
        if self.is_first:
            return parts
        *above, last = parts
        here = Crumb(_("Page %(number)s", number=figure(self.number)), None)
        return (*above, Crumb(last.title, self.address), here)

    def numbers(self) -> Iterator[int | None]:
        """The pages that the pager names, None for those between that it leaves out."""
        near = range(self.number - NEIGHBOURS, self.number + NEIGHBOURS + 1)
        named = [each for each in range(1, self.total + 1) if each in near or each in {1, self.total}]
        before = 0
        for each in named:
            if each == before + 2:
                yield each - 1  # no gap for a single page
            elif each > before + 1:
                yield None
            yield each
            before = each


def paginated(count: Callable[..., int]) -> Callable[[MakePage], MakePage]:
    """Declare how many pages a function makes: `count` takes the same arguments but `number`.

    The function takes the number of the page as `number`, 1 if it is not given. `count` is called
    while pages are planned, and must not compute what only the pages need.
    """

    def declare(make: MakePage) -> MakePage:
        cast("Any", make).page_count = count
        return make

    return declare


def planned(
    plan: PagePlan, make: Callable[..., Page], portfolio: HasGraph, *of: object
) -> Iterator[PagePlan]:
    """The page of `plan`, made by `make(portfolio, *of)`, and its further pages if `paginated`.

    Pages are counted again only where something has changed that the count reads.
    """
    first = replace(plan, make=partial(make, portfolio, *of))
    count: Callable[..., int] | None = getattr(make, "page_count", None)
    if count is None:
        yield first
        return
    name = f"{_COUNTED}{plan.address}"
    yield from numbered(first, portfolio.graph.value(name, partial(count, portfolio, *of), content_of))


def numbered(plan: PagePlan, total: int) -> Iterator[PagePlan]:
    """The page of `plan` and its further pages, `total` together; `plan.make` takes a `number`."""
    make: Callable[..., Page] = plan.make
    yield plan
    for number in range(2, total + 1):
        yield replace(
            plan,
            address=numbered_address(plan.address, number),
            title=numbered_title(plan.title, number),
            make=partial(make, number=number),
            number=number,
        )
