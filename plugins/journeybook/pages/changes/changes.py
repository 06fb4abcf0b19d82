"""The page of changes: what was changed, when and by whom, and who maintains each map."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from journeybook.history.edits import Edit, Ownership, concerns
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind, Ref
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio
from journeybook.reports.changelog_report import ReportedEdit, atom_history, edit_groups, report_groups
from journeybook.reports.comparison import SIGNS

ADDRESS = "changes/"
TITLE = N_("Changes")
LEAD = N_("What was changed in this portal, by whom and when. Days are those of UTC.")
FEED = "changes.xml"

SHOWN = 2000
"""The most edits that are shown; further back, readers use the git command below the list."""

EDITS = 100
"""The most edits on a page."""

MAPS = 200
"""The most rows of the table of maps on a page."""

CONCERNED = 200
"""The newest edits of which it is said which teams and personas they concern."""

OBJECTS = 60
"""The most teams, and personas, below which changes are listed, those with most changes first."""

NEWEST = 5
"""The number of newest edits shown for a map."""


@dataclass(frozen=True, slots=True)
class Row:
    """An edit as shown, with its anchor on the page and its sign."""

    reported: ReportedEdit
    anchor: str
    sign: str


@dataclass(frozen=True, slots=True)
class Day:
    """The edits of a day."""

    date: datetime.date
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChangedObject:
    """A map, persona or team with its newest edits, and the number of all of them."""

    ref: Ref
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MapUpkeep:
    """A map with its ownership and the day of its last review, which is not its last edit."""

    ref: Ref
    care: Ownership
    reviewed: datetime.date | None


def change_pages(portfolio: Portfolio) -> int:
    """The number of pages, which hold the same part of the edits and of the maps."""
    history = portfolio.history
    maps = sum(1 for key in portfolio.listed_ids if Ref(Kind.JOURNEY, key) in history.care)
    return max(page_count(len(edit_groups(history.edits[:SHOWN])), EDITS), page_count(maps, MAPS))


@paginated(change_pages)
def make_changes(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of all changes; the first one also has them by team and by persona."""
    pagination = Pagination(ADDRESS, number, change_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    edits = portfolio.history.edits
    groups = edit_groups(edits[:SHOWN])
    anchors = _anchors(groups)
    shown = slice((number - 1) * EDITS, number * EDITS)
    older = max(0, len(edits) - SHOWN)
    newest: tuple[Row, ...] = ()
    if pagination.is_first:
        newest = _rows(portfolio, groups[:CONCERNED], anchors[:CONCERNED])
    body = context.render(
        "changes/changes.html",
        crumbs=crumbs,
        pagination=pagination,
        title=_(TITLE),
        lead=_(LEAD),
        feed=FEED,
        days=tuple(_days(_rows(portfolio, groups[shown], anchors[shown]))),
        older=older if number == page_count(len(groups), EDITS) else 0,
        maps=pagination.entries(tuple(_maps(portfolio)), MAPS),
        about=tuple(
            (title, found)
            for title, kind in ((_("By team"), Kind.TEAM), (_("By persona"), Kind.PERSONA))
            if (found := _concerned(portfolio, newest, kind))
        ),
        newest=CONCERNED if len(groups) > CONCERNED else 0,
        pages={
            each.anchor: context.to(pagination.at(at // EDITS + 1))
            for at, each in enumerate(newest)
            if at >= EDITS
        },
    )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def make_feed(portfolio: Portfolio) -> str:
    """The changes as an Atom feed."""
    site = f"{portfolio.site_url.rstrip('/')}/" if portfolio.site_url else None
    title = _("Changes: %(site)s", site=portfolio.site_name)
    return atom_history(
        portfolio.history.edits,
        portfolio.library,
        title=title,
        site_url=site,
        address=portfolio.at(FEED),
        at=portfolio.published,
    )


def rows_of(portfolio: Portfolio, edits: tuple[Edit, ...]) -> tuple[Row, ...]:
    """Edits as they are shown."""
    groups = edit_groups(edits)
    return _rows(portfolio, groups, _anchors(groups))


def _rows(
    portfolio: Portfolio, groups: Sequence[tuple[Edit, ...]], anchors: Sequence[str]
) -> tuple[Row, ...]:
    return tuple(
        Row(reported, anchor, SIGNS[reported.sort])
        for reported, anchor in zip(report_groups(groups, portfolio.library), anchors, strict=True)
    )


def _anchors(groups: Sequence[tuple[Edit, ...]]) -> list[str]:
    """The anchor of each group of edits, no two of them alike."""
    found = []
    taken: dict[str, int] = {}
    for first, *others in groups:
        ref = None if others else first.ref
        anchor = f"jp--e-{first.commit[:12]}" + (f"-{ref.kind.value}-{ref.id}" if ref else "")
        taken[anchor] = taken.get(anchor, 0) + 1
        found.append(anchor if taken[anchor] == 1 else f"{anchor}--{taken[anchor]}")
    return found


def upkeep_of(portfolio: Portfolio, ref: Ref) -> tuple[Ownership | None, tuple[Row, ...]]:
    """Who maintained an object, and its newest edits, for the page of that object."""
    care = portfolio.ownership(ref)
    return care, rows_of(portfolio, portfolio.edits_of(ref)[:NEWEST])


def recently_changed(portfolio: Portfolio, count: int) -> tuple[MapUpkeep, ...]:
    """The listed maps that were edited last, at most `count`; none without git history."""
    return tuple(_maps(portfolio))[:count]


def _days(rows: Sequence[Row]) -> Iterator[Day]:
    for date, run in groupby(rows, key=lambda row: row.reported.edit.day):
        yield Day(date, tuple(run))


def _maps(portfolio: Portfolio) -> Iterator[MapUpkeep]:
    """The listed maps, the one edited last first."""
    found = []
    for each in portfolio.listed:
        ref = Ref(Kind.JOURNEY, each.id)
        care = portfolio.history.care.get(ref)
        if care:
            found.append(MapUpkeep(ref, care, each.reviewed))
    yield from sorted(found, key=lambda each: (-each.care.last.toordinal(), each.ref.id))


def _concerned(portfolio: Portfolio, rows: tuple[Row, ...], kind: Kind) -> tuple[ChangedObject, ...]:
    """The objects that edits concern, in their order; those with most edits, if there are many."""
    found = tuple(_changed(portfolio, rows, kind))
    if len(found) <= OBJECTS:
        return found
    return tuple(sorted(found, key=lambda each: -each.count)[:OBJECTS])


def _changed(portfolio: Portfolio, rows: tuple[Row, ...], kind: Kind) -> Iterator[ChangedObject]:
    for key in portfolio.library.ids(kind):
        ref = Ref(kind, key)
        mine = [
            row for row in rows if row.reported.ref and concerns(row.reported.edit, portfolio.library, ref)
        ]
        if mine:
            yield ChangedObject(ref, tuple(mine[:NEWEST]), len(mine))
