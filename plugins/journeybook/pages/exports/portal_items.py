"""Converts accounts, evidence, metrics and recommendations to the types of `portal.json`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from journeybook.insight.account_state import account_steps, gates, milestones
from journeybook.insight.evidence_validity import validity
from journeybook.insight.metric_status import metric_status, newest_of_segments
from journeybook.insight.metric_trend import Move, trend
from journeybook.insight.recommendation_effect import lifts
from journeybook.insight.recommendation_progress import progress
from journeybook.library.objects import Kind, Ref
from journeybook.model.evidence import Evidence
from journeybook.model.metric import Reading
from journeybook.model.recommendation import Recommendation
from journeybook.pages.exports import portal_types as out
from journeybook.pages.exports.overview_types import SegmentStep
from journeybook.pages.exports.places import measured, rounded
from journeybook.pages.portfolio import Portfolio


def accounts(portfolio: Portfolio) -> Iterator[out.Account]:
    """Every account with its value at each step, its gates and its milestones."""
    library = portfolio.library
    for key, account in library.accounts.items():
        yield out.Account(
            id=key,
            title=account.title,
            segment=account.segment,
            since=iso(account.since),
            owner=account.owner,
            address=portfolio.page_address(Ref(Kind.ACCOUNT, key)),
            contacts=tuple(each.id for each in account.contacts),
            steps=tuple(
                out.Standpoint(
                    journey=each.step.id,
                    step=each.step.step or "",
                    address=portfolio.page_address(each.step),
                    value=each.value,
                    worst=each.worst.contact,
                    unknown=tuple(contact.id for contact in each.unknown),
                    seen=tuple(out.Seen(one.contact, one.emotion, one.on.isoformat()) for one in each.seen),
                )
                for each in account_steps(account)
                if each.seen
            ),
            gates=tuple(
                out.Gate(
                    each.gate.title,
                    each.gate.needs,
                    each.open,
                    tuple(seen.contact for seen in each.below),
                    tuple(contact.id for contact in each.unknown),
                )
                for each in gates(account)
            ),
            milestones=tuple(
                out.Milestone(each.milestone.title, each.milestone.owner, iso(each.due))
                for each in milestones(account)
            ),
        )


def evidence(portfolio: Portfolio) -> Iterator[out.Evidence]:
    """Every source with its age and the claims that rest on it."""
    for key, source in portfolio.library.evidence.items():
        age = validity(source, portfolio.today)
        resting = portfolio.resting.get(key, ())
        yield out.Evidence(
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
            links=tuple(_links(source)),
        )


def metrics(portfolio: Portfolio) -> Iterator[out.Metric]:
    """Every metric with its status, trend and values."""
    for key, metric in portfolio.library.metrics.items():
        found = metric_status(metric)
        going = trend(metric)
        yield out.Metric(
            id=key,
            title=metric.title,
            kind=metric.kind.value,
            unit=metric.unit,
            better=metric.better.value,
            baseline=metric.baseline,
            target=metric.target,
            due=iso(metric.due),
            owner=metric.owner,
            address=portfolio.page_address(Ref(Kind.METRIC, key)),
            newest=_reading(found.newest) if found.newest else None,
            change=found.change,
            good=found.good,
            reached=found.reached,
            way=None if found.way is None else rounded(found.way),
            days_late=found.late(portfolio.today),
            recent=measured(going.recent) if going else None,
            wobble=measured(going.wobble) if going else None,
            before=_move(going.before) if going and going.before else None,
            year=_move(going.year) if going and going.year else None,
            segments=tuple(_reading(each) for each in newest_of_segments(metric)),
            readings=tuple(_reading(each) for each in metric.readings),
        )


def recommendations(portfolio: Portfolio) -> Iterator[out.Recommendation]:
    """Every recommendation with its progress and the steps it answers."""
    for key, each in portfolio.library.recommendations.items():
        found = progress(each, portfolio.library, portfolio.today)
        aim = each.measurable
        yield out.Recommendation(
            id=key,
            title=each.title,
            status=each.status.value,
            owner=each.owner,
            due=iso(each.due),
            days_late=found.late,
            customer_value=each.customer_value,
            business_value=each.business_value,
            effort=each.achievable.effort if each.achievable else None,
            metric=aim.metric if aim else None,
            start=aim.from_ if aim else None,
            aim=aim.to if aim else None,
            progress=None if found.share is None else rounded(found.share),
            address=portfolio.page_address(Ref(Kind.RECOMMENDATION, key)),
            answers=tuple(_target(ref) for ref in portfolio.answered.get(key, ())),
            lifts=tuple(
                out.Lift(
                    _target(each.answered),
                    each.future.id,
                    each.now.value if each.now else None,
                    each.then.value if each.then else None,
                    None if each.change is None else rounded(each.change),
                )
                for each in lifts(portfolio.answered.get(key, ()), portfolio.summaries, portfolio.futures)
            ),
            links=tuple(_links(each)),
        )


def segment_steps(portfolio: Portfolio, segment: str) -> Iterator[SegmentStep]:
    """The worst value of a segment's accounts at each observed step, in order of mention."""
    worst: dict[Ref, tuple[float, str]] = {}
    for key, account in portfolio.library.accounts.items():
        if account.segment == segment:
            for each in account_steps(account):
                if each.seen:
                    worst[each.step] = min(worst.get(each.step, (each.value, key)), (each.value, key))
    for step, (value, account_id) in worst.items():
        yield SegmentStep(step.id, step.step or "", value, account_id)


def _links(holder: Evidence | Recommendation) -> Iterator[out.Link]:
    for link in holder.links:
        yield out.Link(link.title, link.url)


def _target(ref: Ref) -> str:
    return f"{ref.id}#{ref.step}" if ref.step else ref.id


def iso(day: datetime.date | None) -> str | None:
    """A day as ISO text."""
    return day.isoformat() if day else None


def _reading(reading: Reading) -> out.Reading:
    return out.Reading(reading.date, reading.value, reading.people, reading.segment)


def _move(move: Move) -> out.Move:
    return out.Move(measured(move.then), measured(move.change), move.direction.value)
