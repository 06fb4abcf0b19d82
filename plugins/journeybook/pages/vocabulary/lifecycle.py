"""The page of a lifecycle stage: the part of every map in it, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Stage
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.personas.persona_search import term_record
from journeybook.pages.portfolio import Portfolio

SIDE_BY_SIDE = 24
"""The most columns; more would take a browser seconds to lay out. The rest are linked below."""

STEPS_SIDE_BY_SIDE = 200
"""The most steps in these columns, beyond the first one."""

ROWS = 200
"""The most journeys that are linked below, on a page."""


@dataclass(frozen=True, slots=True)
class LifecycleRow:
    """One map's stages in the lifecycle stage, each with its spots."""

    summary: Summary
    stages: tuple[tuple[Stage, tuple[Spot, ...]], ...]
    lowest: EmotionAt | None

    @property
    def pains(self) -> int:
        """The number of pains in these stages."""
        return sum(len(spot.moment.pains) for _stage, spots in self.stages for spot in spots)


def lifecycle_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages a lifecycle stage takes, if few maps fit side by side."""
    return page_count(len({use.by.id for use in portfolio.uses(ref) if use.by.kind is Kind.JOURNEY}), ROWS)


@paginated(lifecycle_pages)
def make_lifecycle_page(portfolio: Portfolio, ref: Ref, number: int = 1) -> Page:
    """The page of the lifecycle stage of `ref`; the lowest maps are side by side on the first."""
    pagination = Pagination(address(ref), number, lifecycle_pages(portfolio, ref))
    stages = portfolio.library.vocabulary.lifecycle
    term = stages[ref.id]
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Lifecycle"), "lifecycle/"), Crumb(term.title, None)))
    keys = list(stages)
    at = keys.index(ref.id)
    found = lifecycle_rows(portfolio, ref.id)
    columns = _columns(found)
    body = context.render(
        "vocabulary/lifecycle.html",
        crumbs=crumbs,
        pagination=pagination,
        term=term,
        ref=ref,
        passages=found[:columns] if pagination.is_first else (),
        others=pagination.spread(found[columns:], pagination.total),
        other_maps=len(found) - columns,
        total_maps=len(found),
        lowest=min(
            (each.lowest for each in found if each.lowest), key=lambda each: each.emotion.value, default=None
        ),
        number=at + 1,
        total=len(keys),
        previous=keys[at - 1] if at else None,
        next=keys[at + 1] if at + 1 < len(keys) else None,
    )
    return Page(
        address=context.address,
        title=pagination.title(term.title),
        body=body,
        description=term.summary or _("Every journey in the lifecycle stage %(stage)s.", stage=term.title),
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=term_record(ref, term.title, term.summary) if pagination.is_first else None,
    )


def _columns(found: Sequence[LifecycleRow]) -> int:
    """How many of the maps fit side by side: the first one, and others with few enough steps."""
    steps = accumulate(sum(len(spots) for _stage, spots in row.stages) for row in found[:SIDE_BY_SIDE])
    return max(min(1, len(found)), sum(1 for each in steps if each <= STEPS_SIDE_BY_SIDE))


def lifecycle_rows(portfolio: Portfolio, lifecycle: str) -> tuple[LifecycleRow, ...]:
    """The listed maps that touch the lifecycle stage, the lowest first, without emotions last."""
    found = []
    for summary in portfolio.in_view:
        stages = tuple(
            (stage, tuple(spot for spot in summary.spots if spot.stage is stage))
            for stage in summary.journey.stages
            if stage.lifecycle == lifecycle
        )
        if stages:
            found.append(LifecycleRow(summary, stages, summary.lowest_in(lifecycle)))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.lowest.emotion.value if each.lowest else float("inf"),
                each.summary.journey.id,
            ),
        )
    )
