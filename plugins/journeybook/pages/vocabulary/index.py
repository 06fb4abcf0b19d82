"""The lists of the words of the vocabulary, one page for each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.i18n.catalog import Labels
from journeybook.i18n.markers import N_
from journeybook.insight.heat_map import hot_spots
from journeybook.insight.summary import EmotionAt
from journeybook.kinds import Kind
from journeybook.labels.value_labels import LIST_TITLES
from journeybook.library.objects import Ref
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.vocabulary import Subject
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.vocabulary.lifecycle import lifecycle_rows

INDEX_LEADS = Labels(
    {
        Kind.CHANNEL: N_("Where customers meet us, and how it feels there."),
        Kind.TEAM: N_("Who owns which map, and where each team's work meets customers."),
        Kind.SYSTEM: N_("The systems behind our steps."),
        Kind.AREA: N_("What maps are used for, and where to look first."),
        Kind.LIFECYCLE: N_(
            "Every stage of a customer's life with us, from the first look to a recommendation."
        ),
    }
)


ROWS = 150
"""The most words on a page, and the most channels, which have a row of hot spots each."""

CHANNEL_ROWS = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One word of the vocabulary with the figures of its steps."""

    ref: Ref
    summary: str | None
    journeys: int
    steps: int
    owned: int
    pains: int
    lowest: EmotionAt | None
    team: str | None = None


def index_pages(portfolio: Portfolio, kind: Kind) -> int:
    """How many pages list the objects of `kind`."""
    return page_count(len(portfolio.library.ids(kind)), _rows_on_page(kind))


@paginated(index_pages)
def make_index(portfolio: Portfolio, kind: Kind, number: int = 1) -> Page:
    """The page that lists all objects of `kind`, the lowest first if one page cannot hold them."""
    pagination = Pagination(f"{FOLDERS[kind]}/", number, index_pages(portfolio, kind))
    context = PageContext(portfolio, pagination.here)
    title = LIST_TITLES[kind]
    crumbs = context.crumbs(*pagination.crumbs(Crumb(title, None)))
    rows = [_row(portfolio, Ref(kind, key)) for key in portfolio.library.ids(kind)]
    if pagination.total > 1 and kind is not Kind.LIFECYCLE:  # whose order is that of the story
        rows.sort(key=_worst_first)
    hot = hot_spots(portfolio.in_view) if kind is Kind.CHANNEL else {}
    body = context.render(
        "vocabulary/index.html",
        crumbs=crumbs,
        pagination=pagination,
        kind=kind,
        title=title,
        lead=INDEX_LEADS[kind],
        rows=pagination.entries(rows, _rows_on_page(kind)),
        hot=hot,
        stages=_touched(portfolio, hot),
    )
    return Page(
        address=context.address,
        title=pagination.title(title),
        body=body,
        description=INDEX_LEADS[kind],
        crumbs=crumbs,
    )


def _rows_on_page(kind: Kind) -> int:
    return CHANNEL_ROWS if kind is Kind.CHANNEL else ROWS


def _worst_first(row: Row) -> tuple[float, int]:
    return row.lowest.emotion.value if row.lowest else float("inf"), -row.pains


def _row(portfolio: Portfolio, ref: Ref) -> Row:
    term: Subject = portfolio.library.shelf(ref.kind)[ref.id]
    team: str | None = getattr(term, "team", None)
    if ref.kind is Kind.LIFECYCLE:
        there = lifecycle_rows(portfolio, ref.id)
        felt = [each.lowest for each in there if each.lowest]
        steps = sum(len(spots) for each in there for _stage, spots in each.stages)
        pains = sum(each.pains for each in there)
        return Row(ref, term.summary, len(there), steps, 0, pains, _lowest(felt), team)
    found = portfolio.usages(ref)
    spots = [part.spot for usage in found for part in usage.parts]
    if ref.kind is Kind.AREA:
        spots = [spot for usage in found for spot in usage.summary.spots]
    owned = sum(1 for each in portfolio.listed if each.owner == ref.id) if ref.kind is Kind.TEAM else 0
    return Row(
        ref=ref,
        summary=term.summary,
        journeys=len(found),
        steps=len(spots),
        owned=owned,
        pains=sum(len(spot.moment.pains) for spot in spots),
        lowest=_lowest([EmotionAt(spot, spot.lowest) for spot in spots if spot.lowest]),
        team=team,
    )


def _lowest(felt: list[EmotionAt]) -> EmotionAt | None:
    return min(felt, key=lambda emotion_at: emotion_at.emotion.value, default=None)


def _touched(portfolio: Portfolio, hot: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The lifecycle stages in which any channel is used, with titles, in the vocabulary's order."""
    used = {lifecycle for lifecycle, _ in hot}
    words = portfolio.library.vocabulary.lifecycle
    return {key: each.title for key, each in words.items() if key in used}
