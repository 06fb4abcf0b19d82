"""The accounts of a segment or persona, and the worst of them at each step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import Look, Overlay, OverlayColumn, OverlayLine, draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.library.objects import Kind, Ref, moments
from journeybook.model.persona import Persona
from journeybook.pages.accounts.account_journeys import AccountState, ObservedContact, account_state
from journeybook.pages.comparison.curve_contrast import shares_of, zero_of
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import level_figure


@dataclass(frozen=True, slots=True)
class SegmentState:
    """The accounts of a persona, those with the lowest emotion first.

    `whole` are the accounts of the segment; `roles` are the persona's roles in each account, "" if
    none of its contacts has this persona. `pictures` show the accounts' curves over each other, for
    each journey on which two accounts of the segment were observed.
    """

    states: tuple[AccountState, ...]
    roles: tuple[str, ...]
    whole: tuple[AccountState, ...]
    worst: tuple[AccountState, ObservedContact] | None
    pictures: tuple[tuple[Ref, Markup], ...]


def segment_state(portfolio: Portfolio, persona: Persona) -> SegmentState:
    """The accounts of the persona: those of its segment, and those with such a contact."""
    states = sorted(
        (
            account_state(portfolio, account)
            for account in portfolio.library.accounts.values()
            if account.segment == persona.id
            or any(contact.persona == persona.id for contact in account.contacts)
        ),
        key=lambda each: (each.worst.emotion.value if each.worst else float("inf"), each.account.id),
    )
    whole = tuple(state for state in states if state.account.segment == persona.id)
    worst = next(((each, each.worst) for each in whole if each.worst), None)
    return SegmentState(
        states=tuple(states),
        roles=tuple(
            ", ".join(
                contact.role or contact.id
                for contact in state.account.contacts
                if contact.persona == persona.id
            )
            for state in states
        ),
        whole=whole,
        worst=worst,
        pictures=tuple(_pictures(portfolio, persona, whole)),
    )


def _pictures(
    portfolio: Portfolio, persona: Persona, states: tuple[AccountState, ...]
) -> Iterator[tuple[Ref, Markup]]:
    gone = [lived.journey for state in states for lived in state.journeys]
    for journey in dict.fromkeys(gone):
        if gone.count(journey) > 1:
            drawn = draw_overlay(segment_overlay(portfolio, persona.title, journey, states))
            yield Ref(Kind.JOURNEY, journey), Markup(drawn)  # noqa: S704 - drawn and escaped by the overlay


def segment_overlay(
    portfolio: Portfolio, title: str, journey: str, states: tuple[AccountState, ...]
) -> Overlay:
    """The accounts' curves over the observed steps, and the segment's, the worst of them."""
    scale = portfolio.library.vocabulary.emotion_scale
    mark = shares_of(scale)
    known: list[dict[str | None, float]] = [
        {
            station.step.step: station.worst.emotion.value
            for lived in state.journeys
            if lived.journey == journey
            for station in lived.stations
        }
        for state in states
    ]
    seen = {step for each in known for step in each}
    steps = [moment for moment in moments(portfolio.library.journeys[journey]) if moment.id in seen]
    worst = [min(each[step.id] for each in known if step.id in each) for step in steps]
    lowest = min(range(len(steps)), key=lambda at: worst[at])
    ahead = portfolio.summaries[journey].ahead_of([step.id for step in steps])
    accounts = (
        OverlayLine(
            state.account.title,
            Look.ONE,
            tuple(mark(each.get(step.id)) for step in steps),
            labelled=False,
            ahead=ahead,
        )
        for state, each in zip(states, known, strict=True)
        if each
    )
    name = portfolio.library.journeys[journey].title
    return Overlay(
        title=_("Curves: accounts on %(map)s", map=name),
        sentence=_(
            "%(segment)s on %(map)s: lowest at %(step)s (%(value)s).",
            segment=title,
            map=name,
            step=steps[lowest].title,
            value=level_figure(worst[lowest], scale.min),
        ),
        columns=tuple(OverlayColumn(step.title) for step in steps),
        lines=(
            OverlayLine(
                _("%(account)s, the worst of them", account=title),
                Look.WORST,
                tuple(mark(each) for each in worst),
                ahead=ahead,
            ),
            *accounts,
        ),
        zero=zero_of(scale),
        rtl=portfolio.view(journey).rtl,
    )
