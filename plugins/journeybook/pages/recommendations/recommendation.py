"""The page of a recommendation: its five SMART parts, what it answers, expected changes."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.drawing.charts.progress_bar import draw_bar
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import in_sentence
from journeybook.insight.recommendation_effect import Lift, lifts
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.proposals.proposals import Proposal, proposal
from journeybook.prose.rendering import plain_prose
from journeybook.text.escape import Markup, escaped


def make_recommendation_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the recommendation of `ref`."""
    found = proposal(portfolio, ref.id)
    recommendation = found.recommendation
    context = PageContext(portfolio, address(ref))
    crumbs = context.crumbs(
        Crumb(_("Recommendations"), f"{FOLDERS[ref.kind]}/"), Crumb(recommendation.title, None)
    )
    share = found.progress.share
    body = context.render(
        "recommendations/recommendation.html",
        crumbs=crumbs,
        proposal=found,
        bar=None if share is None else Markup(draw_bar(share)),
        lifts=lifts_of(portfolio, found),
        uses=_others(portfolio, ref),
    )
    return Page(
        address=context.address,
        title=recommendation.title,
        body=body,
        description=context.plain_prose(recommendation.specific or ""),
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=_record(portfolio, found),
    )


def lifts_of(portfolio: Portfolio, found: Proposal) -> tuple[Lift, ...]:
    """The changes on future maps of its steps, the largest first."""
    refs = (answer.ref for answer in found.answers)
    every = lifts(refs, portfolio.summaries, portfolio.futures)
    return tuple(sorted(every, key=lambda each: -(each.change or 0)))


def _others(portfolio: Portfolio, ref: Ref) -> tuple[Use, ...]:
    """The other objects that mention it, except the steps that it answers."""
    return tuple(use for use in portfolio.uses(ref) if use.field != "opportunities")


def _record(portfolio: Portfolio, found: Proposal) -> SearchRecord:
    """The search record: the recommendation's own words; its steps are found on their maps."""
    recommendation = found.recommendation
    lines = [f'<h1 id="{recommendation.id}">{escaped(recommendation.title)}</h1>']
    lines += (f"<p>{escaped(text)}</p>" for text in _texts(portfolio, found) if text)
    filters = {"kind": (KIND_TITLES[Kind.RECOMMENDATION],)}
    if recommendation.owner:
        filters["owner"] = (portfolio.library.title(Ref(Kind.TEAM, recommendation.owner)),)
    return SearchRecord(
        body="\n".join(lines),
        filters=filters,
        meta={"title": recommendation.title, "kind": KIND_TITLES[Kind.RECOMMENDATION]},
    )


def _texts(portfolio: Portfolio, found: Proposal) -> Iterator[str]:
    recommendation = found.recommendation
    yield _("Recommendation, %(status)s", status=in_sentence(found.status_word))
    for note in (recommendation.specific, recommendation.outcome, recommendation.narrative):
        if note:
            yield plain_prose(note, portfolio.known)
    yield ", ".join(link.title for link in recommendation.links)
