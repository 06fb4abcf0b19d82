"""The page of one source: method and findings, validity, and every claim that rests on it."""

from __future__ import annotations

from collections.abc import Mapping
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
from journeybook.pages.pagination import Pagination, page_count, paginated
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


STEPS = 80
"""About how many steps with their claims are on a page."""

OTHERS = 100
"""The most personas, metrics and others on a page."""


def evidence_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages a source takes."""
    return max(_claim_pages(portfolio, ref), page_count(len(others(portfolio, ref)), OTHERS))


def _claim_pages(portfolio: Portfolio, ref: Ref) -> int:
    """How many pages the claims take, by the steps that name the source or whose stage does."""
    by = {use.by for use in portfolio.uses(ref) if use.by.kind is Kind.JOURNEY}
    steps = sum(1 + (portfolio.stage_lengths(each.id).get(each.step, 0) if each.step else 0) for each in by)
    return page_count(steps, STEPS)


@paginated(evidence_pages)
def make_evidence_page(portfolio: Portfolio, ref: Ref, number: int = 1) -> Page:
    """The page of the source of `ref`; the map with the most claims comes first."""
    source = portfolio.library.evidence[ref.id]
    pagination = Pagination(address(ref), number, evidence_pages(portfolio, ref))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Evidence"), "evidence/"), Crumb(source.title, None)))
    claims = portfolio.resting.get(ref.id, ())
    naming = _naming_maps(portfolio, ref.id)
    shown = pagination.spread(naming, _claim_pages(portfolio, ref), lambda naming_map: naming_map.rows)
    body = context.render(
        "evidence/evidence.html",
        crumbs=crumbs,
        pagination=pagination,
        source=source,
        validity=validity(source, portfolio.judged_on),
        found=[_supported_map(each, ref.id) for each in shown],
        named=bool(naming),
        claims=len(claims),
        alone=sum(1 for claim in claims if claim.evidence == (ref.id,)),
        maps=sum(1 for each in naming if each.claims),
        others=pagination.entries(others(portfolio, ref), OTHERS),
    )
    return Page(
        address=context.address,
        title=pagination.title(source.title),
        body=body,
        description=context.plain_prose(source.summary) if source.summary else "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=evidence_record(portfolio, source) if pagination.is_first else None,
    )


@dataclass(frozen=True, slots=True)
class _NamingMap:
    """A map that names a source, and the claims that rest on it by their steps."""

    summary: Summary
    resting: Mapping[Ref, tuple[Claim, ...]]

    @property
    def claims(self) -> int:
        """The number of the claims."""
        return sum(map(len, self.resting.values()))

    @property
    def rows(self) -> int:
        """About how many rows the map takes on the page of the source."""
        return 1 + len(self.resting)


def _naming_maps(portfolio: Portfolio, key: str) -> list[_NamingMap]:
    """Every listed map that names the source, the one with the most claims first."""
    resting: dict[str, dict[Ref, tuple[Claim, ...]]] = {}
    for at, claims in groupby(portfolio.resting.get(key, ()), key=lambda each: each.spot.ref):
        resting.setdefault(at.id, {})[at] = tuple(claims)
    named = {use.by.id for use in portfolio.uses(Ref(Kind.EVIDENCE, key)) if use.by.kind is Kind.JOURNEY}
    found = [
        _NamingMap(summary, resting.get(summary.journey.id, {}))
        for summary in portfolio.in_view
        if summary.journey.id in named
    ]
    return sorted(found, key=lambda each: -each.claims)


def _supported_map(naming: _NamingMap, key: str) -> SupportedMap:
    rests = tuple(
        _rest(spot, key, naming.resting.get(spot.ref, ()))
        for spot in naming.summary.spots
        if spot.ref in naming.resting or _whole(spot, key)
    )
    return SupportedMap(naming.summary, rests, naming.claims, key in naming.summary.journey.evidence)


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
