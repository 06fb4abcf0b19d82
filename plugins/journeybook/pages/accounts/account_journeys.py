"""The state of an account: the experience of its contacts by journey, and its gates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.drawing.charts.curve_overlay import Look, Mark, Overlay, OverlayColumn, OverlayLine
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.incremental.recorded_day import Today
from journeybook.insight.account_state import (
    AccountStep,
    DueMilestone,
    GateState,
    account_steps,
    gates,
    milestones,
    newest_of_each,
)
from journeybook.insight.spots import SpotEmotion
from journeybook.library.objects import Kind, Ref, moments
from journeybook.model.account import Account, Contact, Observation
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import EmotionScale
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import figure, level_figure


@dataclass(frozen=True, slots=True)
class ObservedContact:
    """One observation with its contact, step and emotion in the scale's words."""

    contact: Contact
    observation: Observation
    step: Ref
    emotion: SpotEmotion


@dataclass(frozen=True, slots=True)
class AccountJourneyStep:
    """A step with observations: each contact's newest one (None if unknown), and the worst."""

    step: Ref
    title: str
    seen: tuple[ObservedContact | None, ...]
    worst: ObservedContact

    @property
    def unknown(self) -> int:
        """The number of contacts without an observation here."""
        return sum(1 for each in self.seen if each is None)


@dataclass(frozen=True, slots=True)
class AccountJourney:
    """A journey of the account: its observed steps in order, and the number of other steps."""

    journey: str
    stations: tuple[AccountJourneyStep, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate: its state, the emotion that it needs, and the newest observations below it."""

    state: GateState
    needs: SpotEmotion
    below: tuple[ObservedContact, ...]


@dataclass(frozen=True, slots=True)
class AccountState:
    """An account with everything that pages show of it.

    `newest` is the newest observation of each contact, in their order; `ahead` are the milestones
    that are not over, the `next` one first.
    """

    account: Account
    newest: tuple[ObservedContact | None, ...]
    journeys: tuple[AccountJourney, ...]
    gates: tuple[Gate, ...]
    milestones: tuple[DueMilestone, ...]
    next: DueMilestone | None
    ahead: tuple[DueMilestone, ...]

    @property
    def ref(self) -> Ref:
        """The reference to the account."""
        return Ref(Kind.ACCOUNT, self.account.id)

    @property
    def worst(self) -> ObservedContact | None:
        """The lowest of the contacts' newest observations."""
        seen = [each for each in self.newest if each]
        return min(seen, key=lambda each: each.emotion.value, default=None)

    @property
    def unknown(self) -> tuple[Contact, ...]:
        """The contacts without any observation."""
        pairs = zip(self.account.contacts, self.newest, strict=True)
        return tuple(contact for contact, seen in pairs if seen is None)

    @property
    def closed(self) -> int:
        """The number of closed gates."""
        return sum(1 for gate in self.gates if not gate.state.open)


def account_state(portfolio: Portfolio, account: Account) -> AccountState:
    """The state of `account`, its milestones judged on the portfolio's day.

    Observations of contacts that the account does not name are left out; an observation with a
    step's former id counts for the step.
    """
    wording = _Wording(
        portfolio.library.vocabulary.emotion_scale, {contact.id: contact for contact in account.contacts}
    )
    account = account.model_copy(update={"observations": tuple(_present(portfolio, account))})
    newest = newest_of_each(account.observations)
    dated = milestones(account)
    ahead = _ahead(dated, portfolio.judged_on)
    return AccountState(
        account=account,
        newest=tuple(wording.seen(newest.get(contact.id)) for contact in account.contacts),
        journeys=_account_journeys(portfolio, account, wording),
        gates=tuple(
            Gate(
                state,
                wording.felt(state.gate.needs),
                tuple(seen for each in state.below if (seen := wording.seen(each))),
            )
            for state in gates(account)
        ),
        milestones=dated,
        next=next(iter(ahead), None),
        ahead=ahead,
    )


def lowest_value(portfolio: Portfolio, account: Account) -> float:
    """The value of `AccountState.worst`, infinity without one, without computing the state."""
    newest = newest_of_each(_present(portfolio, account))
    return min((observation.emotion for observation in newest.values()), default=float("inf"))


def account_overlay(portfolio: Portfolio, state: AccountState, lived: AccountJourney) -> Overlay:
    """The contacts' thin curves and the account's thick one over the observed steps of one journey.

    Only observed steps have a column; nothing is known of the steps between them.
    """
    scale = portfolio.library.vocabulary.emotion_scale

    def mark(seen: ObservedContact | None) -> Mark | None:
        value = seen.emotion.value if seen else 0.0
        return Mark(scale.share(value), level_figure(value, scale.min)) if seen else None

    journey = portfolio.library.title(Ref(Kind.JOURNEY, lived.journey))
    lowest = min(lived.stations, key=lambda station: station.worst.emotion.value)
    who = lowest.worst.contact
    ahead = portfolio.summaries[lived.journey].ahead_of([station.step.step for station in lived.stations])
    contacts = (
        OverlayLine(
            contact.role or contact.id,
            Look.ONE,
            tuple(mark(station.seen[index]) for station in lived.stations),
            labelled=False,
            ahead=ahead,
        )
        for index, contact in enumerate(state.account.contacts)
        if any(station.seen[index] for station in lived.stations)
    )
    # The account's line comes first, so that the thin ones are drawn on top of it.
    worst = OverlayLine(
        _("%(account)s, the lowest of them", account=state.account.title),
        Look.WORST,
        tuple(mark(station.worst) for station in lived.stations),
        ahead=ahead,
    )
    return Overlay(
        title=_("Curves: %(map)s", map=journey),
        sentence=_(
            "%(account)s on %(map)s: lowest at %(step)s (%(word)s, %(value)s, %(person)s).",
            account=state.account.title,
            map=journey,
            step=lowest.title,
            word=lowest.worst.emotion.word,
            value=level_figure(lowest.worst.emotion.value, scale.min),
            person=who.role or who.id,
        ),
        columns=tuple(
            OverlayColumn(
                station.title,
                _not_asked(station.unknown) if station.unknown else "",
            )
            for station in lived.stations
        ),
        lines=(worst, *contacts),
        zero=scale.share(0) if scale.min < 0 < scale.max else None,
    )


def _not_asked(people: int) -> str:
    return ngettext("%(num)s person not asked", "%(num)s people not asked", people, num=figure(people))


@dataclass(frozen=True, slots=True)
class _Wording:
    """Puts observations into the words of the portal."""

    scale: EmotionScale
    people: Mapping[str, Contact]

    def felt(self, value: float) -> SpotEmotion:
        return SpotEmotion(None, value, self.scale.level(value), self.scale.word(value))

    def seen(self, each: Observation | None) -> ObservedContact | None:
        if each is None:
            return None
        step = Ref(Kind.JOURNEY, each.journey, each.step)
        return ObservedContact(self.people[each.contact], each, step, self.felt(each.emotion))


def _present(portfolio: Portfolio, account: Account) -> Iterator[Observation]:
    people = {contact.id for contact in account.contacts}
    for observation in account.observations:
        moment = portfolio.library.moment(Ref(Kind.JOURNEY, observation.journey, observation.step))
        if observation.contact in people and moment is not None:
            yield observation.model_copy(update={"step": moment.id})


def _account_journeys(
    portfolio: Portfolio, account: Account, wording: _Wording
) -> tuple[AccountJourney, ...]:
    by_journey: dict[str, list[AccountStep]] = {}
    for point in account_steps(account):
        by_journey.setdefault(point.step.id, []).append(point)
    return tuple(
        _journey(portfolio.library.journeys[key], account, points, wording)
        for key, points in by_journey.items()
    )


def _journey(
    journey: Journey, account: Account, points: list[AccountStep], wording: _Wording
) -> AccountJourney:
    story = {moment.id: moment.title for moment in moments(journey)}
    order = list(story)
    columns = sum(len(stage.steps) or 1 for stage in journey.stages)
    stations = []
    for point in sorted(points, key=lambda account_step: order.index(account_step.step.step)):
        seen = {each.contact: wording.seen(each) for each in point.seen}
        worst = wording.seen(point.worst)
        if worst:
            stations.append(
                AccountJourneyStep(
                    point.step,
                    story[point.step.step],
                    tuple(seen.get(contact.id) for contact in account.contacts),
                    worst,
                )
            )
    return AccountJourney(journey.id, tuple(stations), max(0, columns - len(stations)))


def _ahead(dated: tuple[DueMilestone, ...], today: Today | None) -> tuple[DueMilestone, ...]:
    """The milestones with a day that is not before `today`; empty if `today` is None."""
    return tuple(
        due_milestone for due_milestone in dated if today and due_milestone.due and due_milestone.due >= today
    )
