"""The page of all evidence: every source with its age, outdated claims, and assumptions."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.claims import ClaimKind, Tally
from journeybook.insight.evidence_strength import HALF, MOST, Foundation, Strength, foundation
from journeybook.insight.evidence_validity import Validity, ValidityState, validity
from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import claim_words
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.evidence import Evidence
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

LEAD = N_("The research behind our maps, how old it is, and what is still assumed.")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, its age, and the numbers of claims and listed maps that rest on it.

    `tally` counts these claims; the outdated ones rest only on evidence that is too old.
    """

    source: Evidence
    validity: Validity
    tally: Tally
    maps: int


@dataclass(frozen=True, slots=True)
class MapEvidence:
    """A map with its claims counted, and the word for the strength of its evidence."""

    summary: Summary
    tally: Tally
    foundation: Foundation

    @property
    def assumed(self) -> str:
        """The claims without evidence by kind: `2 pains, 4 feelings`."""
        return claim_words(self.tally.assumed)


SOURCES = 150
"""The most sources on a page."""

MAPS = 200
"""About how many maps with their claims are on a page."""


def evidence_list_pages(portfolio: Portfolio) -> int:
    """How many pages list the sources and the claims of maps."""
    return max(page_count(len(portfolio.library.evidence), SOURCES), _map_pages(portfolio))


def _map_pages(portfolio: Portfolio) -> int:
    """How many pages the maps take, by all that are listed, with claims or without."""
    return page_count(len(portfolio.listed_ids), MAPS)


@paginated(evidence_list_pages)
def make_evidence_index(portfolio: Portfolio, number: int = 1) -> Page:
    """The page that lists every source and the claims of every map."""
    pagination = Pagination(f"{FOLDERS[Kind.EVIDENCE]}/", number, evidence_list_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_("Evidence"), None)))
    tallies = tallies_by_assumed(portfolio)
    shown = [_map_evidence(portfolio, *each) for each in pagination.spread(tallies, _map_pages(portfolio))]
    sources = source_rows(portfolio)
    listed = pagination.entries(sources, SOURCES)
    overall = total(tally for _summary, tally in tallies)
    body = context.render(
        "evidence/evidence_index.html",
        crumbs=crumbs,
        pagination=pagination,
        lead=_(LEAD),
        sources=sources,
        sources_shown=listed,
        old_ends=overall.ends if pagination.total == 1 else _ends(listed),
        maps_shown=shown,
        too_old=sum(1 for source in sources if source.validity.too_old),
        maps=len(tallies),
        total=overall,
        strengths=strengths(maps_by_evidence(portfolio)) if pagination.is_first else {},
        Strength=Strength,
        shares={Strength.STRONG: round(100 * MOST), Strength.PARTIAL: round(100 * HALF)},
    )
    return Page(
        address=context.address,
        title=pagination.title(_("Evidence")),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def _ends(sources: Iterable[SourceRow]) -> Counter[datetime.date]:
    """The days after which claims rest on old evidence alone, of those that rest on these."""
    return sum((Counter(source.tally.ends) for source in sources), Counter())


def source_rows(portfolio: Portfolio) -> tuple[SourceRow, ...]:
    """Every source: those that are too old first, as they need action, then the newest first."""
    ranks = list(ValidityState)

    def row(source: Evidence) -> SourceRow:
        claims = portfolio.resting.get(source.id, ())
        return SourceRow(
            source=source,
            validity=validity(source, portfolio.judged_on),
            tally=portfolio.tally(claims),
            maps=len({claim.spot.journey.id for claim in claims}),
        )

    return tuple(
        sorted(
            map(row, portfolio.library.evidence.values()),
            key=lambda each: (
                not each.validity.too_old,
                -each.source.date.toordinal() if each.source.date else 0,
                ranks.index(each.validity.state),
                each.source.title.casefold(),
                each.source.id,
            ),
        )
    )


def maps_by_evidence(portfolio: Portfolio) -> tuple[MapEvidence, ...]:
    """Every listed map with claims, those with the most assumed claims first."""
    return tuple(_map_evidence(portfolio, *each) for each in tallies_by_assumed(portfolio))


def tallies_by_assumed(portfolio: Portfolio) -> list[tuple[Summary, Tally]]:
    """The same maps with their claims counted."""
    tallies = (
        (each, portfolio.tally(portfolio.claims[each.journey.id]))
        for each in portfolio.in_view
        if each.claims
    )
    return sorted(tallies, key=lambda counted: -counted[1].unproven)


def _map_evidence(portfolio: Portfolio, summary: Summary, tally: Tally) -> MapEvidence:
    return MapEvidence(summary, tally, foundation(summary, portfolio.library, portfolio.judged_on))


def strengths(maps: Iterable[MapEvidence]) -> dict[Strength, int]:
    """The number of maps for each strength, including strengths without maps."""
    found = dict.fromkeys(Strength, 0)
    for map_evidence in maps:
        found[map_evidence.foundation.strength] += 1
    return found


def total(tallies: Iterable[Tally]) -> Tally:
    """The claims of all maps together."""
    found = tuple(tallies)
    assumed = {kind: sum(each.assumed.get(kind, 0) for each in found) for kind in ClaimKind}
    return Tally(
        claims=sum(each.claims for each in found),
        backed=sum(each.backed for each in found),
        outdated=sum(each.outdated for each in found),
        assumed={kind: count for kind, count in assumed.items() if count},
        ends=sum((Counter(each.ends) for each in found), Counter()),
    )
