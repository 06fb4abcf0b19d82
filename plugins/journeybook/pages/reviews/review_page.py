"""The review page: everything due for review, the most urgent first, then by team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.agenda import MONTHS, Month, OwnAgenda, Urgency, by_owner, months
from journeybook.library.objects import Kind, Ref
from journeybook.pages.page import AssetPlan, Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.reviews.calendar import draw_calendar
from journeybook.pages.reviews.due_dates import agenda_data, first_on_any_day

ADDRESS = "review/"
TITLE = N_("Review")
LEAD = N_("What needs a review, and by when.")

CALENDAR = "review.ics"
NOBODY = "jp--nobody"

NEVER_SHOWN = 30
"""The most entries in the list of what was never reviewed; its title counts all."""

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


ROWS = 200
"""The most entries on a page."""

TEAMS_LISTED = 30
"""The most teams in the list above the table of a long agenda, those with most waiting first."""


def review_pages(portfolio: Portfolio) -> int:
    """The number of pages of the agenda."""
    return page_count(portfolio.agenda_length, ROWS)


@paginated(review_pages)
def make_review(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of what is due: over everything on the first one, then team by team.

    The teams stand in the order of their titles; if one page cannot hold all entries, those with
    most waiting come first.
    """
    pagination = Pagination(ADDRESS, number, review_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    entries = portfolio.agenda
    waiting = tuple(entry for entry in entries if entry.waits)
    teams = list(team_agendas(portfolio))
    if pagination.total > 1:
        teams.sort(key=lambda team: -team.waiting)
    rows = [(team, entry) for team in teams for entry in team.agenda.entries]
    begins: dict[str, int] = {}
    for at, (team, _entry) in enumerate(rows):
        begins.setdefault(team.anchor, at)
    listed = teams if pagination.total == 1 else teams[:TEAMS_LISTED]
    body = context.render(
        "reviews/review.html",
        crumbs=crumbs,
        pagination=pagination,
        title=_(TITLE),
        lead=_(LEAD),
        today=portfolio.today,
        counts=Counter(entry.urgency.value for entry in entries),
        total=len(entries),
        data=agenda_data(entries),
        candidates=first_on_any_day(entries, WAITING_SHOWN),
        waiting=waiting[:WAITING_SHOWN],
        waiting_shown=WAITING_SHOWN,
        never=[entry for entry in entries if entry.urgency is Urgency.NEVER][:NEVER_SHOWN],
        months_shown=MONTHS,
        waiting_left=max(0, len(waiting) - WAITING_SHOWN),
        bars=year_ahead(portfolio),
        teams=[
            (team, f"{_page_of(context, pagination, begins[team.anchor])}#{team.anchor}") for team in listed
        ],
        teams_left=len(teams) - len(listed),
        parts=[
            (team, [entry for _team, entry in run])
            for team, run in groupby(pagination.entries(rows, ROWS), key=itemgetter(0))
        ],
        calendar=CALENDAR if any(entry.due for entry in entries) else None,
    )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def _page_of(context: PageContext, pagination: Pagination, row: int) -> str:
    """The link from a page to the one that has a row of the table; empty for the page itself."""
    number = row // ROWS + 1
    return "" if number == pagination.number else context.to(pagination.at(number))


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
