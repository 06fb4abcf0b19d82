"""Accounts as `portal.json` holds them, and what the accounts of a segment come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.insight.account_state import account_steps, gates, milestones
from journeybook.library.objects import Kind, Ref
from journeybook.pages.exports.places import iso
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest observation of a contact at a step."""

    contact: str
    value: float
    on: str


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The experience of an account at a step: the worst of its contacts' newest observations.

    `unknown` are the contacts without one.
    """

    journey: str
    step: str
    address: str | None
    value: float
    worst: str
    unknown: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate of an account, open if no contact is `below` the value that it needs or `unknown`."""

    title: str
    needs: float
    open: bool
    below: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone; its day counts from the account's start."""

    title: str
    owner: str | None
    due: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """A business customer."""

    id: str
    title: str
    segment: str | None
    since: str | None
    owner: str | None
    address: str | None
    contacts: tuple[str, ...]
    steps: tuple[Standpoint, ...]
    gates: tuple[Gate, ...]
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class SegmentStep:
    """The worst value of a segment's accounts at a step."""

    journey: str
    step: str
    value: float
    account: str


def export_account(portfolio: Portfolio, key: str) -> Account:
    """An account with its value at each step, its gates and its milestones."""
    account = portfolio.library.accounts[key]
    return Account(
        id=key,
        title=account.title,
        segment=account.segment,
        since=iso(account.since),
        owner=account.owner,
        address=portfolio.page_address(Ref(Kind.ACCOUNT, key)),
        contacts=tuple(contact.id for contact in account.contacts),
        steps=tuple(
            Standpoint(
                journey=account_step.step.id,
                step=account_step.step.step or "",
                address=portfolio.page_address(account_step.step),
                value=account_step.value,
                worst=account_step.worst.contact,
                unknown=tuple(contact.id for contact in account_step.unknown),
                seen=tuple(Seen(one.contact, one.emotion, one.on.isoformat()) for one in account_step.seen),
            )
            for account_step in account_steps(account)
            if account_step.seen
        ),
        gates=tuple(
            Gate(
                gate.gate.title,
                gate.gate.needs,
                gate.open,
                tuple(seen.contact for seen in gate.below),
                tuple(contact.id for contact in gate.unknown),
            )
            for gate in gates(account)
        ),
        milestones=tuple(
            Milestone(milestone.milestone.title, milestone.milestone.owner, iso(milestone.due))
            for milestone in milestones(account)
        ),
    )


def segment_steps(portfolio: Portfolio, segment: str) -> Iterator[SegmentStep]:
    """The worst value of a segment's accounts at each observed step, in order of mention."""
    worst: dict[Ref, tuple[float, str]] = {}
    for key, account in portfolio.library.accounts.items():
        if account.segment == segment:
            for account_step in account_steps(account):
                if account_step.seen:
                    worst[account_step.step] = min(
                        worst.get(account_step.step, (account_step.value, key)), (account_step.value, key)
                    )
    for step, (value, account_id) in worst.items():
        yield SegmentStep(step.id, step.step or "", value, account_id)
