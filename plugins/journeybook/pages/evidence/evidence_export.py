"""Evidence as `portal.json` holds it."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.insight.evidence_validity import validity
from journeybook.library.objects import Kind, Ref
from journeybook.pages.exports.links import Link, links_out
from journeybook.pages.exports.places import iso
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source, its validity (`fresh`, `too-old`, `open-ended` or `undated`), and its claims."""

    id: str
    title: str
    kind: str | None
    date: str | None
    people: int | None
    owner: str | None
    address: str | None
    state: str
    until: str | None
    claims: int
    journeys: tuple[str, ...]
    links: tuple[Link, ...]


def export_evidence(portfolio: Portfolio, key: str) -> Evidence:
    """A source with its age and the claims that rest on it."""
    source = portfolio.library.evidence[key]
    age = validity(source, portfolio.judged_on)
    resting = portfolio.resting.get(key, ())
    return Evidence(
        id=key,
        title=source.title,
        kind=source.kind.value if source.kind else None,
        date=iso(source.date),
        people=source.people,
        owner=source.owner,
        address=portfolio.page_address(Ref(Kind.EVIDENCE, key)),
        state=age.state.value,
        until=iso(age.until),
        claims=len(resting),
        journeys=tuple(dict.fromkeys(each.spot.journey.id for each in resting)),
        links=tuple(links_out(source)),
    )
