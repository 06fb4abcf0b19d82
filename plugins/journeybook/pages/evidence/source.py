"""The page of one source: method and findings, validity, and every claim that rests on it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.claims import Claim, ClaimKind
from journeybook.insight.evidence_validity import validity
from journeybook.insight.spots import Spot
from journeybook.insight.summary import EmotionAt, Summary
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import address
from journeybook.pages.evidence.evidence_search import evidence_record
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class SupportedStep:
    """A step that rests on a source.

    `claims` are its claims that rest on the source, without the emotion; `emotion_supported` says
    whether the emotion does, None without an emotion. `whole` is `step` or `stage` if the source is
    named for the whole of it.
    """

    spot: Spot
    claims: tuple[Claim, ...]
    emotion_supported: bool | None
    emotion_assumed: bool
    whole: str | None

    @property
    def lowest(self) -> EmotionAt | None:
        """The lowest emotion there and its persona."""
        return EmotionAt(self.spot, self.spot.lowest) if self.spot.lowest else None


@dataclass(frozen=True, slots=True)
class SupportedMap:
    """A map that names a source: the steps that rest on it and the number of their claims.

    `whole` says whether the map itself names it.
    """

    summary: Summary
    rests: tuple[SupportedStep, ...]
    claims: int
    whole: bool


def make_evidence_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the source of `ref`."""
    source = portfolio.library.evidence[ref.id]
    context = PageContext(portfolio, address(ref))
    crumbs = context.crumbs(Crumb(_("Evidence"), "evidence/"), Crumb(source.title, None))
    claims = portfolio.resting.get(ref.id, ())
    found = supported_maps(portfolio, ref.id)
    body = context.render(
        "evidence/evidence.html",
        crumbs=crumbs,
        source=source,
        validity=validity(source, portfolio.today),
        found=found,
        claims=len(claims),
        alone=sum(1 for claim in claims if claim.evidence == (ref.id,)),
        maps=sum(1 for each in found if each.claims),
        others=others(portfolio, ref),
    )
    return Page(
        address=context.address,
        title=source.title,
        body=body,
        description=context.plain_prose(source.summary) if source.summary else "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=evidence_record(portfolio, source),
    )


def supported_maps(portfolio: Portfolio, key: str) -> tuple[SupportedMap, ...]:
    """Every listed map that names the source, the one with the most claims first."""
    resting = {
        at: tuple(claims)
        for at, claims in groupby(portfolio.resting.get(key, ()), key=lambda each: each.spot.ref)
    }
    named = {use.by.id for use in portfolio.uses(Ref(Kind.EVIDENCE, key)) if use.by.kind is Kind.JOURNEY}
    found = []
    for summary in portfolio.in_view:
        if summary.journey.id not in named:
            continue
        rests = tuple(
            _rest(spot, key, resting.get(spot.ref, ()))
            for spot in summary.spots
            if spot.ref in resting or _whole(spot, key)
        )
        whole = key in summary.journey.evidence
        if rests or whole:
            count = sum(len(resting.get(rest.spot.ref, ())) for rest in rests)
            found.append(SupportedMap(summary, rests, count, whole))
    return tuple(sorted(found, key=lambda each: -each.claims))


def others(portfolio: Portfolio, ref: Ref) -> tuple[Use, ...]:
    """The personas and metrics that rest on it."""
    return tuple(use for use in portfolio.uses(ref) if use.by.kind is not Kind.JOURNEY)


def _rest(spot: Spot, key: str, claims: tuple[Claim, ...]) -> SupportedStep:
    felt = any(claim.kind is ClaimKind.FEELING for claim in claims) if spot.emotions else None
    said = tuple(claim for claim in claims if claim.kind is not ClaimKind.FEELING)
    return SupportedStep(
        spot, said, felt, not (spot.moment.evidence or spot.stage.evidence), _whole(spot, key)
    )


def _whole(spot: Spot, key: str) -> str | None:
    """Whether the source is named for the whole step, or for its stage if the step names none."""
    if key in spot.moment.evidence:
        return "stage" if spot.is_stage else "step"
    return "stage" if not spot.moment.evidence and key in spot.stage.evidence else None
