"""The page that compares a current and a future map, by step and by lifecycle stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from journeybook.drawing.charts.curve_overlay import Look
from journeybook.i18n.catalog import gettext as _
from journeybook.insight.comparison import (
    Comparison,
    compare_lifecycle,
    compare_maps,
    compare_stages,
    shared_cast,
)
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.model.journey import Journey
from journeybook.model.recommendation import RecommendationStatus
from journeybook.pages.comparison.curve_contrast import Contrast, Side, by_key, by_stage, by_step, contrast
from journeybook.pages.page import Crumb, Page, PagePlan
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import proposals_for

MENTIONED = 3
"""The number of gains and losses at the top; the table below has all of them."""


@dataclass(frozen=True, slots=True)
class Future:
    """A current map, a future map of it, and the page that compares the two."""

    today: Journey
    then: Journey

    @property
    def address(self) -> str:
        """The address of the page that compares them, from the site's root."""
        return comparison_address(self.then.id)

    @property
    def title(self) -> str:
        """The title of that page."""
        return comparison_title(self.today.title)


def futures_of(portfolio: Portfolio) -> tuple[Future, ...]:
    """Every pair of a listed current map and a listed future map, in catalogue order."""
    shelf = portfolio.library.journeys
    return tuple(Future(shelf[now], shelf[then]) for now, then in portfolio.future_pairs)


def comparison_address(then: str) -> str:
    """The address of the page that compares a future map with its current one."""
    return f"{address(Ref(Kind.JOURNEY, then))}compare/"


def comparison_title(now: str) -> str:
    """The title of the page that compares the map with this title with its future."""
    return _("%(map)s: today and in future", map=now)


def futures_around(portfolio: Portfolio, journey: str) -> tuple[Future, ...]:
    """The pairs that contain this map."""
    shelf = portfolio.library.journeys
    mine = shelf[journey]
    today = shelf.get(mine.future_of or "")
    listed = portfolio.is_listed(journey)
    pairs = [Future(mine, then) for then in portfolio.futures.get(journey, ())] if listed else []
    if today and portfolio.is_listed(today.id) and listed:
        pairs.append(Future(today, mine))
    return tuple(pair for pair in pairs if pair.today.id != pair.then.id)


def comparison_plans(portfolio: Portfolio) -> Iterator[PagePlan]:
    """A page for each pair of a listed current map and a listed future map."""
    library = portfolio.library
    for now, then in portfolio.future_pairs:
        title = comparison_title(library.title(Ref(Kind.JOURNEY, now)))
        make = partial(make_comparison_page, portfolio, now, then)
        yield PagePlan(comparison_address(then), title, None, None, make)


def make_comparison_page(portfolio: Portfolio, now: str, then: str) -> Page:
    """The page that compares the two maps, given by their ids."""
    pair = Future(portfolio.library.journeys[now], portfolio.library.journeys[then])
    context = PageContext(portfolio, pair.address)
    crumbs = context.crumbs(
        Crumb(_("Journeys"), f"{FOLDERS[Kind.JOURNEY]}/"),
        Crumb(pair.then.title, address(Ref(Kind.JOURNEY, pair.then.id))),
        Crumb(pair.title, None),
    )
    steps = step_contrast(portfolio, pair)
    ref = Ref(Kind.JOURNEY, pair.today.id)
    body = context.render(
        "comparison/comparison.html",
        crumbs=crumbs,
        wide=True,
        pair=pair,
        steps=steps,
        in_lifecycle=share_lifecycle(portfolio, pair),
        stages=stage_contrast(portfolio, pair),
        mentioned=MENTIONED,
        cast=[Ref(Kind.PERSONA, each) for each in sorted(shared_cast(pair.today, pair.then))],
        pains=tuple(len(portfolio.summaries[each.id].pains) for each in (pair.today, pair.then)),
        proposals=[
            proposal
            for proposal in proposals_for(portfolio, ref)
            if proposal.recommendation.status is not RecommendationStatus.DROPPED
        ],
    )
    return Page(
        address=context.address,
        title=pair.title,
        body=body,
        description=steps.words,
        crumbs=crumbs,
    )


def compared_by_step(portfolio: Portfolio, pair: Future) -> Comparison:
    """The two maps compared step by step."""
    return compare_maps(portfolio.summaries[pair.today.id], portfolio.summaries[pair.then.id])


def compared_by_stage(portfolio: Portfolio, pair: Future) -> Comparison:
    """The two maps compared by lifecycle stage, or stage by stage if they share none."""
    today, then = (portfolio.summaries[each.id] for each in (pair.today, pair.then))
    if share_lifecycle(portfolio, pair):
        return compare_lifecycle(today, then, portfolio.library.vocabulary.lifecycle)
    return compare_stages(today, then)


def step_contrast(portfolio: Portfolio, pair: Future) -> Contrast:
    """The two maps step by step."""
    return contrast(
        compared_by_step(portfolio, pair),
        _sides(portfolio, pair),
        portfolio.library.vocabulary.emotion_scale,
        title=_(
            "Curves: %(first)s and %(second)s, step by step", first=pair.today.title, second=pair.then.title
        ),
        name=by_step,
    )


def stage_contrast(portfolio: Portfolio, pair: Future) -> Contrast:
    """The two maps by lifecycle stage in the vocabulary's order, or stage by stage."""
    words = portfolio.library.vocabulary.lifecycle
    shared = share_lifecycle(portfolio, pair)
    return contrast(
        compared_by_stage(portfolio, pair),
        _sides(portfolio, pair),
        portfolio.library.vocabulary.emotion_scale,
        title=_(
            "Curves: %(first)s and %(second)s, by lifecycle stage",
            first=pair.today.title,
            second=pair.then.title,
        )
        if shared
        else _("Curves: %(first)s and %(second)s, by stage", first=pair.today.title, second=pair.then.title),
        name=by_key({key: each.title for key, each in words.items()}) if shared else by_stage,
    )


def share_lifecycle(portfolio: Portfolio, pair: Future) -> bool:
    """Whether both maps touch some lifecycle stage."""
    today, then = (portfolio.summaries[each.id].lifecycle for each in (pair.today, pair.then))
    return not set(today).isdisjoint(then)


def _sides(portfolio: Portfolio, pair: Future) -> tuple[Side, Side]:
    return (
        Side(_("Today"), Look.NOW, portfolio.view(pair.today.id).rtl),
        Side(_("In future"), Look.THEN, portfolio.view(pair.then.id).rtl),
    )
