"""The page of health: how far readers may rely on the maps, what is missing on which, and what would raise it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from journeybook.insight.health import Band, Health, PortalHealth
from journeybook.insight.health_dimensions import ENOUGH_FOUNDED, Dimension, Side
from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import counted
from journeybook.pages.insights.overview import insight_page, insight_sheet, navigation
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio

LEAD = "How far the maps can be relied on, and what would raise it. How customers feel does not count here."
SHOWN = 200
"""The maps in most need of work; the catalogue orders all of them by health."""

SIDES: Mapping[Side, tuple[str, str]] = MappingProxyType(
    {
        Side.OWNER: ("Owner", "A team that looks after the map."),
        Side.REVIEW: (
            "Review",
            "Reviewed in its own rhythm, of which two years are the longest that counts.",
        ),
        Side.EVIDENCE: (
            "Evidence",
            f"{ENOUGH_FOUNDED} steps at which something that is said rests on a source that still holds.",
        ),
        Side.EMOTIONS: (
            "Emotions",
            f"{ENOUGH_FOUNDED} steps at which a feeling is told that rests on a source.",
        ),
        Side.METRICS: ("Metrics", "A metric that has values, so that a change would show."),
        Side.RECOMMENDATIONS: (
            "Actions",
            "Two recommendations that answer something on the map, each with a team behind it.",
        ),
        Side.LINKS: ("Links", "Personas, lifecycle stages, and the journeys before, after or around it."),
    }
)


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A map with its health, and what would raise it most."""

    summary: Summary
    health: Health

    @property
    def first(self) -> Dimension | None:
        """The dimension in which most is to be gained."""
        return next(iter(self.health.advice), None)


@dataclass(frozen=True, slots=True)
class SideRow:
    """A dimension over all maps: how full it is, and how many maps lack something in it."""

    side: Side
    share: float
    missing: int

    @property
    def words(self) -> str:
        """`full marks on every map`, `missing something on 4 maps`."""
        return (
            f"missing something on {counted(self.missing, 'map')}"
            if self.missing
            else "full marks on every map"
        )


def make_health(portfolio: Portfolio) -> Page:
    """The page of health."""
    page = "health/"
    sheet, crumbs = insight_sheet(portfolio, page)
    rows = health_rows(portfolio)
    total = portfolio.health
    body = sheet.render(
        "insights/insights_health.html",
        crumbs=crumbs,
        pages=navigation(sheet, page),
        lead=LEAD,
        total=total,
        sides=side_rows(total) if total else (),
        SIDES=SIDES,
        bands=[(band, sum(1 for each in rows if each.health.band is band)) for band in Band],
        rows=rows[:SHOWN],
        left=max(0, len(rows) - SHOWN),
    )
    return insight_page(sheet, page, body, LEAD)


def health_rows(portfolio: Portfolio) -> tuple[HealthRow, ...]:
    """The listed maps, those in most need of work first."""
    found = (HealthRow(portfolio.summaries[key], each) for key, each in portfolio.healths.items())
    return tuple(sorted(found, key=lambda each: (each.health.score, each.summary.journey.id)))


def side_rows(total: PortalHealth) -> tuple[SideRow, ...]:
    """The dimensions, those first in which most is to be gained."""
    rows = (SideRow(side, total.shares[side], total.missing[side]) for side in Side)
    return tuple(sorted(rows, key=lambda each: each.share))
