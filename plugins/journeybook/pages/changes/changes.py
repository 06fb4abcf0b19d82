"""The page of changes: what was changed, when and by whom, and who maintains each map."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from journeybook.history.edits import Edit, Ownership, concerns
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind, Ref
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.reports.changelog_report import ReportedEdit, atom_history, report_edits
from journeybook.reports.comparison import SIGNS

ADDRESS = "changes/"
TITLE = N_("Changes")
LEAD = N_("What was changed in this portal, by whom and when. Days are those of UTC.")
FEED = "changes.xml"

SHOWN = 200
"""The number of edits on the page; further back, readers use the git command below the list."""

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


def make_changes(portfolio: Portfolio) -> Page:
    """The page of all changes."""
    context = PageContext(portfolio, ADDRESS)
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    edits = portfolio.history.edits
    rows = rows_of(portfolio, edits[:SHOWN])
    body = context.render(
        "changes/changes.html",
        crumbs=crumbs,
        title=_(TITLE),
        lead=_(LEAD),
        feed=FEED,
        days=tuple(_days(rows)),
        older=max(0, len(edits) - SHOWN),
        maps=tuple(_maps(portfolio)),
        about=tuple(
            (title, found)
            for title, kind in ((_("By team"), Kind.TEAM), (_("By persona"), Kind.PERSONA))
            if (found := tuple(_concerned(portfolio, rows, kind)))
        ),
    )
    return Page(address=ADDRESS, title=_(TITLE), body=body, description=_(LEAD), crumbs=crumbs)


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
    found = []
    taken: dict[str, int] = {}
    for reported in report_edits(edits, portfolio.library):
        ref = reported.ref
        anchor = f"jp--e-{reported.edit.commit[:12]}" + (f"-{ref.kind.value}-{ref.id}" if ref else "")
        taken[anchor] = taken.get(anchor, 0) + 1
        if taken[anchor] > 1:
            anchor = f"{anchor}--{taken[anchor]}"
        found.append(Row(reported, anchor, SIGNS[reported.sort]))
    return tuple(found)


def upkeep_of(portfolio: Portfolio, ref: Ref) -> tuple[Ownership | None, tuple[Row, ...]]:
    """Who maintained an object, and its newest edits, for the page of that object."""
    care = portfolio.ownership(ref)
    return care, rows_of(portfolio, portfolio.edits_of(ref)[:NEWEST])


def recently_changed(portfolio: Portfolio, count: int) -> tuple[MapUpkeep, ...]:
    """The listed maps that were edited last, at most `count`; none without git history."""
    return tuple(_maps(portfolio))[:count]


def _days(rows: tuple[Row, ...]) -> Iterator[Day]:
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


def _concerned(portfolio: Portfolio, rows: tuple[Row, ...], kind: Kind) -> Iterator[ChangedObject]:
    for key in portfolio.library.ids(kind):
        ref = Ref(kind, key)
        mine = [
            row for row in rows if row.reported.ref and concerns(row.reported.edit, portfolio.library, ref)
        ]
        if mine:
            yield ChangedObject(ref, tuple(mine[:NEWEST]), len(mine))
