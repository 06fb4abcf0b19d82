"""The page of health: whether maps can be relied on, what is missing, and what to do first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from journeybook.i18n import markup
from journeybook.i18n.catalog import Labels, ngettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.health import Band, Health, PortalHealth
from journeybook.insight.health_dimensions import ENOUGH_FOUNDED, Dimension, HealthSide
from journeybook.insight.summary import Summary
from journeybook.pages.insights.overview import ROOT, insight_context, insight_page, navigation
from journeybook.pages.page import Page
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import figure

LEAD = N_(
    "How complete and well backed the maps are, and what would improve them. How customers feel does not count here."
)
ROWS = 150
"""The most maps on a page; a row has a cell for each side of health."""

SIDES = Labels(
    {
        HealthSide.OWNER: N_("Owner"),
        HealthSide.REVIEW: N_("Review"),
        HealthSide.EVIDENCE: N_("Evidence"),
        HealthSide.EMOTIONS: N_("Emotions"),
        HealthSide.METRICS: N_("Metrics"),
        HealthSide.RECOMMENDATIONS: N_("Actions"),
        HealthSide.LINKS: N_("Links"),
    }
)

_MEANINGS = MappingProxyType(
    {
        HealthSide.OWNER: N_("A team that maintains the map."),
        HealthSide.REVIEW: N_("Reviewed as often as it says, at least every two years."),
        HealthSide.EVIDENCE: N_("%(count)s steps with at least one claim backed by a current source."),
        HealthSide.EMOTIONS: N_("%(count)s steps with a feeling that is backed by a source."),
        HealthSide.METRICS: N_("A metric with values, so that a change can be seen."),
        HealthSide.RECOMMENDATIONS: N_(
            "Two recommendations for something on the map, each with a responsible team."
        ),
        HealthSide.LINKS: N_("Personas, lifecycle stages, and the journeys before, after or around it."),
    }
)


def side_meaning(side: HealthSide) -> str:
    """What a dimension measures, in a sentence."""
    return _(_MEANINGS[side], count=ENOUGH_FOUNDED)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A map with its health."""

    summary: Summary
    health: Health

    @property
    def first(self) -> Dimension | None:
        """The dimension that would raise the score most."""
        return next(iter(self.health.advice), None)


@dataclass(frozen=True, slots=True)
class SideRow:
    """A dimension over all maps: its mean share, and the number of incomplete maps."""

    side: HealthSide
    share: float
    missing: int

    @property
    def words(self) -> str:
        """The number in words: `full marks on every map`, `missing something on 4 maps`."""
        if not self.missing:
            return _("full marks on every map")
        return ngettext(
            "incomplete on %(num)s map",
            "incomplete on %(num)s maps",
            self.missing,
            num=figure(self.missing),
        )


def health_pages(portfolio: Portfolio) -> int:
    """The number of pages of the list of maps."""
    return page_count(len(portfolio.listed_ids), ROWS)


@paginated(health_pages)
def make_health(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of health: over all maps on the first one, then map by map."""
    page = "health/"
    pagination = Pagination(f"{ROOT}{page}", number, health_pages(portfolio))
    context, crumbs = insight_context(portfolio, page, pagination)
    rows = health_rows(portfolio)
    total = portfolio.health
    body = context.render(
        "insights/insights_health.html",
        crumbs=crumbs,
        pagination=pagination,
        pages=navigation(context, page),
        lead=_(LEAD),
        total=total,
        sides=side_rows(total) if total else (),
        SIDES=SIDES,
        band_counts=band_counts(rows),
        side_meaning=side_meaning,
        rows=pagination.entries(rows, ROWS),
    )
    return insight_page(context, page, body, _(LEAD), pagination)


def health_rows(portfolio: Portfolio) -> tuple[HealthRow, ...]:
    """The listed maps, those most in need of work first."""
    found = (HealthRow(portfolio.summaries[key], each) for key, each in portfolio.healths.items())
    return tuple(sorted(found, key=lambda each: (each.health.score, each.summary.journey.id)))


def band_counts(rows: Iterable[HealthRow]) -> Mapping[Band, Markup]:
    """The number of maps in each band: `<b>3</b> need work`."""
    counts = Counter(health_row.health.band for health_row in rows)
    return {band: _band_count(band, counts[band]) for band in Band}


def _band_count(band: Band, count: int) -> Markup:
    shown = figure(count)
    match band:
        case Band.KEPT:
            return markup.ngettext("<b>%(num)s</b> well kept", "<b>%(num)s</b> well kept", count, num=shown)
        case Band.GAPS:
            return markup.ngettext("<b>%(num)s</b> has gaps", "<b>%(num)s</b> have gaps", count, num=shown)
        case Band.POOR:
            return markup.ngettext("<b>%(num)s</b> needs work", "<b>%(num)s</b> need work", count, num=shown)


def side_rows(total: PortalHealth) -> tuple[SideRow, ...]:
    """The dimensions, those that would raise the score most first."""
    rows = (SideRow(side, total.shares[side], total.missing[side]) for side in HealthSide)
    return tuple(sorted(rows, key=lambda row: row.share))
