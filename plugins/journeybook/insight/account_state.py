"""The experience of an account: at each step the worst of its contacts' newest observations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from journeybook.library.objects import Kind, Ref
from journeybook.model.account import Account, Contact, Gate, Milestone, Observation


@dataclass(frozen=True, slots=True)
class AccountStep:
    """What is known of an account at one step.

    `seen` is the newest observation of each contact at the step, in the order of the account's
    contacts; `unknown` are the contacts without an observation there. Unknown never counts as fine.
    """

    step: Ref
    seen: tuple[Observation, ...]
    unknown: tuple[Contact, ...]

    @property
    def worst(self) -> Observation:
        """The lowest of the newest observations; of equals, that of the first contact."""
        return min(self.seen, key=lambda each: each.emotion)

    @property
    def value(self) -> float:
        """The account's emotion at the step, on the portal's scale."""
        return self.worst.emotion


@dataclass(frozen=True, slots=True)
class GateState:
    """Whether a gate is open, and which contacts keep it closed.

    `below` are each contact's newest observations, over all steps, that are lower than the gate
    needs; `unknown` are the contacts without any observation. A gate is open if both are empty.
    """

    gate: Gate
    below: tuple[Observation, ...]
    unknown: tuple[Contact, ...]

    @property
    def open(self) -> bool:
        """Whether all contacts of the account are known to be at least at the gate's value."""
        return not self.below and not self.unknown


@dataclass(frozen=True, slots=True)
class DueMilestone:
    """A milestone with its due date, None if the account has no start date."""

    milestone: Milestone
    due: datetime.date | None


def account_steps(account: Account) -> tuple[AccountStep, ...]:
    """Every step with an observation of the account, in the order of first mention."""
    steps = dict.fromkeys(
        Ref(Kind.JOURNEY, observation.journey, observation.step) for observation in account.observations
    )
    return tuple(_standpoint(account, step) for step in steps)


def gates(account: Account) -> tuple[GateState, ...]:
    """Every gate of the account, judged by each contact's newest observation."""
    newest = newest_of_each(account.observations)
    return tuple(
        GateState(
            gate=gate,
            below=tuple(
                newest[contact.id]
                for contact in account.contacts
                if contact.id in newest and newest[contact.id].emotion < gate.needs
            ),
            unknown=tuple(contact for contact in account.contacts if contact.id not in newest),
        )
        for gate in account.gates
    )


def milestones(account: Account) -> tuple[DueMilestone, ...]:
    """Every milestone with its due date (the account's start plus its span), ordered by date."""
    due = (
        DueMilestone(milestone, milestone.after.after(account.since) if account.since else None)
        for milestone in account.milestones
    )
    return tuple(sorted(due, key=lambda each: each.due or datetime.date.max))


def newest_of_each(observations: Iterable[Observation]) -> Mapping[str, Observation]:
    """The newest observation of each contact; of two on one day the one written later."""
    newest: dict[str, Observation] = {}
    for observation in observations:
        if observation.contact not in newest or observation.on >= newest[observation.contact].on:
            newest[observation.contact] = observation
    return newest


def _standpoint(account: Account, step: Ref) -> AccountStep:
    here = (
        observation
        for observation in account.observations
        if (observation.journey, observation.step) == (step.id, step.step)
    )
    newest = newest_of_each(here)
    return AccountStep(
        step=step,
        seen=tuple(newest[contact.id] for contact in account.contacts if contact.id in newest),
        unknown=tuple(contact for contact in account.contacts if contact.id not in newest),
    )
