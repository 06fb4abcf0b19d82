"""The front page of the insights: hot spots, figures, and links to the other insight pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from journeybook.i18n.catalog import Labels, ngettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.heat_map import HotSpot
from journeybook.insight.spots import Spot
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination
from journeybook.pages.portfolio import Portfolio
from journeybook.text.escape import escaped
from journeybook.text.numbers import figure

ROOT = "insights/"
TITLE = N_("Insights")
PAGES = Labels(
    {
        "": N_("Overview"),
        "pains/": N_("Pains"),
        "moments/": N_("Moments and needs"),
        "bright-spots/": N_("Bright spots"),
        "gains/": N_("Gains"),
        "opportunities/": N_("Opportunities"),
        "quotes/": N_("Quotes"),
        "gaps/": N_("Gaps"),
        "health/": N_("Health"),
        "comparisons/": N_("Comparisons"),
    }
)
"""The insight pages below `insights/`, with their titles in the navigation."""

SHORT = Labels({"moments/": N_("Moments")})
"""Shorter titles for the navigation on phones."""

LEAD = N_(
    "Insights across all journeys: where it hurts, what is missing, and how far the maps can be relied on."
)
PAINS_SHOWN = 6
TRUTHS_SHOWN = 6
STEPS_SHOWN = 10
"""The most steps in the card of a hot spot; the page of its channel has all of them."""

STEPS_TOGETHER = 200
"""The most steps in all cards together, at least one in each: some 130 kB."""

CELLS_SHOWN = 80
"""The most cells of the heat map; the list of channels has a row for each of them."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hot spot with its lowest steps first, and the level of its mean, if it has emotions."""

    hot: HotSpot
    spots: tuple[Spot, ...]
    level: int | None

    @property
    def more(self) -> int:
        """The number of steps that are not shown."""
        return len(self.hot.spots) - len(self.spots)

    def facts(self, context: PageContext) -> Iterator[str]:
        """The facts on the card: `3 steps`, `mean −1.2`, `2 pains`."""
        steps, pains, mean = len(self.hot.spots), self.hot.pains, self.hot.mean
        yield ngettext("%(num)s step", "%(num)s steps", steps, num=figure(steps))
        if mean is not None:
            yield _("mean %(level)s", level=context.level(round(mean, 1)))
        yield (
            ngettext("%(num)s pain", "%(num)s pains", pains, num=figure(pains))
            if pains
            else _("no pain noted")
        )


@dataclass(frozen=True, slots=True)
class Number:
    """A key figure: its key, its value, its label, and the insight page with more about it."""

    key: str
    title: str
    figure: str
    words: str
    page: str


def make_insights(portfolio: Portfolio) -> Page:
    """The overview."""
    context, crumbs = insight_context(portfolio, "")
    found = portfolio.overview
    cells, channels_left = worst_cells(heat_cells(portfolio), tuple(portfolio.library.vocabulary.channels))
    words = portfolio.library.vocabulary
    return insight_page(
        context,
        "",
        context.render(
            "insights/insights.html",
            crumbs=crumbs,
            pages=navigation(context, ""),
            lead=_(LEAD),
            numbers=tuple(numbers(portfolio)),
            health=portfolio.health,
            cells=cells,
            channels=[key for key in words.channels if any(pair[1] == key for pair in cells)],
            channels_left=channels_left,
            stages=[key for key in words.lifecycle if any(pair[0] == key for pair in cells)],
            pains=found.pains[:PAINS_SHOWN],
            truths=[spot for spot in found.truths if spot.emotions][:TRUTHS_SHOWN],
        ),
        _(LEAD),
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


def worst_cells(
    cells: Mapping[tuple[str, str], HeatCell], channels: Sequence[str]
) -> tuple[dict[tuple[str, str], HeatCell], int]:
    """The cells that the page shows, and the number of channels that it leaves out.

    All of them if they fit; else those of the channels with the lowest feelings. The more cells,
    the fewer steps on the card of each.
    """
    used = [key for key in channels if any(pair[1] == key for pair in cells)]
    if len(cells) > CELLS_SHOWN:
        stages = len({pair[0] for pair in cells})
        shown = frozenset(sorted(used, key=_lowest_of(cells))[: max(1, CELLS_SHOWN // stages)])
    else:
        shown = frozenset(used)
    found = {pair: cell for pair, cell in cells.items() if pair[1] in shown}
    most = STEPS_SHOWN
    while most > 1 and sum(min(most, len(cell.spots)) for cell in found.values()) > STEPS_TOGETHER:
        most -= 1
    return (
        {pair: replace(cell, spots=cell.spots[:most]) for pair, cell in found.items()},
        len(used) - len(shown),
    )


def _lowest_of(cells: Mapping[tuple[str, str], HeatCell]) -> Callable[[str], float]:
    """The lowest feeling of a channel, for sorting."""
    lowest: dict[str, float] = {}
    for (_stage, channel), cell in cells.items():
        if cell.hot.lowest:
            value = cell.hot.lowest.emotion.value
            lowest[channel] = min(value, lowest.get(channel, value))
    return lambda channel: lowest.get(channel, float("inf"))


def numbers(portfolio: Portfolio) -> Iterator[Number]:
    """The key figures."""
    found = portfolio.overview
    counts = portfolio.counts
    total = portfolio.health
    if total:
        yield Number("health", _("Health of the maps"), f"{total.score}", _("of 100"), "health/")
    worst = sum(1 for pain in found.pains if pain.severity == 3)
    words = _("people leave over %(count)s", count=figure(worst))
    yield Number("pains", _("Pains"), figure(counts.pains), words, "pains/")
    low = sum(1 for truth in found.truths if truth.lowest and truth.lowest.level < 2)
    words = _("%(count)s below the middle", count=figure(low))
    title = _("Moments of truth")
    yield Number("moments-of-truth", title, figure(counts.moments_of_truth), words, "moments/")
    words = _("with no idea yet")
    yield Number("unmet-needs", _("Unmet needs"), figure(counts.unmet_needs), words, "moments/")
    open_ = sum(1 for opportunity in found.opportunities if not opportunity.recommendations)
    words = _("%(count)s not adopted", count=figure(open_))
    yield Number("opportunities", _("Opportunities"), figure(counts.opportunities), words, "opportunities/")
    empty = sum(1 for each in found.coverage.values() if not each.maps)
    words = _("of %(count)s customer stages without a map", count=figure(len(found.coverage)))
    yield Number("gaps", _("Gaps"), figure(empty), words, "gaps/")


def insight_context(
    portfolio: Portfolio, page: str, pagination: Pagination | None = None
) -> tuple[PageContext, tuple[Crumb, ...]]:
    """The context of an insight page, or of one page of its list, and its breadcrumbs."""
    if not page:
        context = PageContext(portfolio, ROOT)
        return context, context.crumbs(Crumb(_(TITLE), None))
    numbered = pagination or Pagination(f"{ROOT}{page}", 1, 1)
    context = PageContext(portfolio, numbered.here)
    return context, context.crumbs(*numbered.crumbs(Crumb(_(TITLE), ROOT), Crumb(PAGES[page], None)))


def insight_page(
    context: PageContext, page: str, body: str, lead: str, pagination: Pagination | None = None
) -> Page:
    """The finished page. Only its title and lead are searchable; steps are found on their maps."""
    title = PAGES[page] if page else _(TITLE)
    crumbs = insight_context(context.portfolio, page, pagination)[1]
    return Page(
        address=context.address,
        title=pagination.title(title) if pagination else title,
        body=body,
        description=lead,
        crumbs=crumbs,
        search=None
        if pagination and not pagination.is_first
        else SearchRecord(
            body=f'<h1 id="jp--insights">{escaped(title)}</h1>\n<p>{escaped(lead)}</p>',
            filters={"kind": (_(TITLE),)},
            meta={"title": title, "kind": _(TITLE)},
        ),
    )


def navigation(context: PageContext, page: str) -> tuple[tuple[str, str, bool], ...]:
    """The insight pages: title, link from here, and whether it is the current one."""
    return tuple(
        (SHORT.get(key, title), context.to(f"{ROOT}{key}"), key == page) for key, title in PAGES.items()
    )


def _lowest(spot: Spot) -> tuple[float, str, int]:
    return (spot.lowest.value if spot.lowest else float("inf"), spot.journey.id, spot.order)
