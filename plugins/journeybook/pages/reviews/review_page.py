"""The review page: everything due for review, the most urgent first, then by team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.agenda import MONTHS, Month, OwnAgenda, by_owner, months
from journeybook.library.objects import Kind, Ref
from journeybook.pages.page import AssetPlan, Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.reviews.calendar import draw_calendar
from journeybook.pages.reviews.due_dates import agenda_data, first_on_any_day

ADDRESS = "review/"
TITLE = N_("Review")
LEAD = N_("What somebody should look at again, and by when.")

CALENDAR = "review.ics"
NOBODY = "jp--nobody"

WAITING_SHOWN = 20
"""The most urgent entries on top of the page; each team's own list is below."""


@dataclass(frozen=True, slots=True)
class TeamAgenda:
    """A team's part of the page: its anchor, and the address of its calendar, if it has dates."""

    agenda: OwnAgenda
    anchor: str
    calendar: str | None

    @property
    def data(self) -> dict[str, str | int]:
        """The data from which the script counts its entries."""
        return agenda_data(self.agenda.entries)

    @property
    def waiting(self) -> int:
        """The number of its entries that need action now."""
        return sum(1 for entry in self.agenda.entries if entry.waits)


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with the length of its bar in percent of the longest one."""

    month: Month
    width: int


def make_review(portfolio: Portfolio) -> Page:
    """The page of everything that is due."""
    context = PageContext(portfolio, ADDRESS)
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    entries = portfolio.agenda
    waiting = tuple(entry for entry in entries if entry.waits)
    body = context.render(
        "reviews/review.html",
        crumbs=crumbs,
        title=_(TITLE),
        lead=_(LEAD),
        today=portfolio.today,
        counts=Counter(entry.urgency.value for entry in entries),
        total=len(entries),
        data=agenda_data(entries),
        candidates=first_on_any_day(entries, WAITING_SHOWN),
        waiting=waiting[:WAITING_SHOWN],
        waiting_shown=WAITING_SHOWN,
        months_shown=MONTHS,
        waiting_left=max(0, len(waiting) - WAITING_SHOWN),
        bars=year_ahead(portfolio),
        teams=tuple(team_agendas(portfolio)),
        calendar=CALENDAR if any(entry.due for entry in entries) else None,
    )
    return Page(address=ADDRESS, title=_(TITLE), body=body, description=_(LEAD), crumbs=crumbs)


def team_agendas(portfolio: Portfolio) -> Iterator[TeamAgenda]:
    """Each team's agenda with its anchor and calendar; entries without an owner come last."""
    for own in by_owner(portfolio.agenda, portfolio.library):
        dated = any(entry.due for entry in own.entries)
        yield TeamAgenda(
            own,
            f"jp--team-{own.owner}" if own.owner else NOBODY,
            f"{ADDRESS}{own.owner}.ics" if own.owner and dated else None,
        )


def year_ahead(portfolio: Portfolio) -> tuple[Bar, ...]:
    """The entries by month from today's month on, or from that of the first entry without a day.

    Twice as many months as are shown, so that the page has a year ahead a year after the build.
    """
    days = [each.due for each in portfolio.agenda if each.due]
    start = portfolio.today or min(days, default=None)
    if start is None:
        return ()
    found = months(portfolio.agenda, start, 2 * MONTHS)
    most = max((len(each.entries) for each in found[:MONTHS]), default=0)
    return tuple(Bar(each, round(100 * min(1, len(each.entries) / most))) for each in found) if most else ()


def review_calendars(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """The calendar of all entries, and one for each team that has entries with a date."""
    if not portfolio.has_due_days:
        return
    yield AssetPlan(CALENDAR, partial(_calendar, portfolio))
    for owner in portfolio.dated_owners:
        yield AssetPlan(f"{ADDRESS}{owner}.ics", partial(_team_calendar, portfolio, owner))


def _calendar(portfolio: Portfolio) -> str:
    return draw_calendar(portfolio, _("Review: %(site)s", site=portfolio.site_name), portfolio.agenda)


def _team_calendar(portfolio: Portfolio, owner: str) -> str:
    team = portfolio.library.title(Ref(Kind.TEAM, owner))
    name = _("Review: %(site)s, %(team)s", site=portfolio.site_name, team=team)
    own = (each.agenda for each in team_agendas(portfolio) if each.agenda.owner == owner)
    return draw_calendar(portfolio, name, (entry for agenda in own for entry in agenda.entries))
