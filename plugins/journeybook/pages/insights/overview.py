"""The front page of insight: where it hurts over all maps, and the way to what else they say together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from journeybook.insight.heat_map import HotSpot
from journeybook.insight.spots import Spot
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import Sheet
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import figure

ROOT = "insights/"
TITLE = "Insights"
PAGES = {
    "": "Overview",
    "pains/": "Pains",
    "moments/": "Moments and needs",
    "bright-spots/": "Bright spots",
    "gains/": "Gains",
    "opportunities/": "Opportunities",
    "quotes/": "Quotes",
    "gaps/": "Gaps",
    "health/": "Health",
    "comparisons/": "Comparisons",
}
"""The pages of insight below `insights/`, with the words of their own navigation."""

SHORT = {"moments/": "Moments"}
"""Words of the navigation where the title is long for a phone."""

LEAD = (
    "What all journeys say together: where it hurts, what is missing, and how far the maps can be relied on."
)
PAINS_SHOWN = 6
TRUTHS_SHOWN = 6
STEPS_SHOWN = 10
"""Steps named in the card of a hot spot; its channel's page has them all."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hot spot with its lowest steps first, and the level of its mean where anything is felt."""

    hot: HotSpot
    spots: tuple[Spot, ...]
    level: int | None

    @property
    def more(self) -> int:
        """How many steps there are besides those shown."""
        return len(self.hot.spots) - len(self.spots)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at a glance: its key, its value, what it counts, and the page of insight that tells more."""

    key: str
    title: str
    figure: str
    words: str
    page: str


def make_insights(portfolio: Portfolio) -> Page:
    """The overview."""
    sheet, crumbs = insight_sheet(portfolio, "")
    found = portfolio.overview
    cells = heat_cells(portfolio)
    words = portfolio.library.vocabulary
    return insight_page(
        sheet,
        "",
        sheet.render(
            "insights/insights.html",
            crumbs=crumbs,
            pages=navigation(sheet, ""),
            lead=LEAD,
            numbers=tuple(numbers(portfolio)),
            health=portfolio.health,
            cells=cells,
            channels=[key for key in words.channels if any(pair[1] == key for pair in cells)],
            stages=[key for key in words.lifecycle if any(pair[0] == key for pair in cells)],
            pains=found.pains[:PAINS_SHOWN],
            truths=[spot for spot in found.truths if spot.felt][:TRUTHS_SHOWN],
        ),
        LEAD,
    )


def heat_cells(portfolio: Portfolio) -> dict[tuple[str, str], HeatCell]:
    """Every hot spot of known stages and channels, by (lifecycle stage, channel)."""
    words = portfolio.library.vocabulary
    scale = words.emotion_scale
    found = {}
    for pair, hot in portfolio.overview.hot.items():
        if pair[0] in words.lifecycle and pair[1] in words.channels:
            lowest = sorted(hot.spots, key=_lowest)[:STEPS_SHOWN]
            level = None if hot.mean is None else scale.level(hot.mean)
            found[pair] = HeatCell(hot, tuple(lowest), level)
    return found


def numbers(portfolio: Portfolio) -> Iterator[Number]:
    """What is worth knowing at a glance."""
    found = portfolio.overview
    counts = portfolio.counts
    total = portfolio.health
    if total:
        yield Number("health", "Health of the maps", f"{total.score}", "of 100", "health/")
    worst = sum(1 for each in found.pains if each.severity == 3)
    yield Number("pains", "Pains", figure(counts.pains), f"people leave over {figure(worst)}", "pains/")
    low = sum(1 for each in found.truths if each.lowest and each.lowest.level < 2)
    words = f"{figure(low)} below the middle"
    yield Number("moments-of-truth", "Moments of truth", figure(counts.moments_of_truth), words, "moments/")
    yield Number("unmet-needs", "Unmet needs", figure(counts.unmet_needs), "with no idea yet", "moments/")
    open_ = sum(1 for each in found.opportunities if not each.recommendations)
    words = f"{figure(open_)} not taken up"
    yield Number("opportunities", "Opportunities", figure(counts.opportunities), words, "opportunities/")
    empty = sum(1 for each in found.coverage.values() if not each.maps)
    words = f"of {figure(len(found.coverage))} customer stages without a map"
    yield Number("gaps", "Gaps", figure(empty), words, "gaps/")


def insight_sheet(portfolio: Portfolio, page: str) -> tuple[Sheet, tuple[Crumb, ...]]:
    """The sheet of a page of insight, and its breadcrumbs."""
    sheet = Sheet(portfolio, f"{ROOT}{page}")
    if not page:
        return sheet, sheet.crumbs(Crumb(TITLE, None))
    return sheet, sheet.crumbs(Crumb(TITLE, ROOT), Crumb(PAGES[page], None))


def insight_page(sheet: Sheet, page: str, body: str, lead: str) -> Page:
    """The finished page with its search record: its name and what it is about, because steps are found on their maps."""
    title = PAGES[page] if page else TITLE
    crumbs = insight_sheet(sheet.portfolio, page)[1]
    return Page(
        address=sheet.address,
        title=title,
        body=body,
        description=lead,
        crumbs=crumbs,
        search=SearchRecord(
            body=f'<h1 id="jp--insights">{escape(title)}</h1>\n<p>{escape(lead)}</p>',
            filters={"kind": (TITLE,)},
            meta={"title": title, "kind": TITLE},
        ),
    )


def navigation(sheet: Sheet, page: str) -> tuple[tuple[str, str, bool], ...]:
    """The pages of insight: title, link from here, and whether it is this one."""
    return tuple(
        (SHORT.get(key, title), sheet.to(f"{ROOT}{key}"), key == page) for key, title in PAGES.items()
    )


def _lowest(spot: Spot) -> tuple[float, str, int]:
    return (spot.lowest.value if spot.lowest else float("inf"), spot.journey.id, spot.order)
