"""The accounts of a segment or persona, and the worst of them at each step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import Look, Overlay, OverlayColumn, OverlayLine, draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.account import Account
from journeybook.model.persona import Persona
from journeybook.pages.accounts.account_journeys import (
    AccountState,
    ObservedContact,
    account_state,
    lowest_value,
)
from journeybook.pages.comparison.curve_contrast import shares_of, zero_of
from journeybook.pages.pagination import Pagination
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import level_figure


@dataclass(frozen=True, slots=True)
class SegmentState:
    """The accounts of a persona on one page, those with the lowest emotion first.

    `whole`, `worst` and `pictures` are for the first page. `whole` are the accounts of the segment;
    `roles` are the persona's roles in each account, "" if
    none of its contacts has this persona. `pictures` show the accounts' curves over each other, for
    each journey on which two accounts of the segment were observed, those of most accounts first
    if there are too many.
    """

    states: tuple[AccountState, ...]
    roles: tuple[str, ...]
    whole: tuple[AccountState, ...]
    worst: tuple[AccountState, ObservedContact] | None
    pictures: tuple[tuple[Ref, Markup], ...]


PICTURES = 12
"""The most pictures, one for each journey."""

CURVES = 24
"""The most accounts with a curve of their own in a picture; the line of the worst is over all."""


def accounts_of(library: Library, persona: Persona) -> tuple[Account, ...]:
    """The accounts of the segment that the persona is, and those with such a contact."""
    return tuple(
        account
        for account in library.accounts.values()
        if account.segment == persona.id or any(contact.persona == persona.id for contact in account.contacts)
    )


def segment_state(portfolio: Portfolio, persona: Persona, pagination: Pagination, rows: int) -> SegmentState:
    """The accounts of the persona on a page, `rows` at most; on the first the state of all."""
    every = sorted(
        accounts_of(portfolio.library, persona),
        key=lambda each: (lowest_value(portfolio, each), each.id),
    )
    states = [account_state(portfolio, account) for account in pagination.entries(every, rows)]
    segment = [account for account in every if account.segment == persona.id] if pagination.is_first else []
    whole = tuple(account_state(portfolio, account) for account in segment)
    worst = next(((each, each.worst) for each in whole if each.worst), None)
    return SegmentState(
        states=tuple(states),
        roles=tuple(
            comma().join(
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
    shared = {journey: count for journey, count in Counter(gone).items() if count > 1}
    chosen = sorted(shared, key=lambda journey: -shared[journey]) if len(shared) > PICTURES else shared
    for journey in list(chosen)[:PICTURES]:
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
        for state, each in [pair for pair in zip(states, known, strict=True) if pair[1]][:CURVES]
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
                _("%(account)s, the lowest of them", account=title),
                Look.WORST,
                tuple(mark(each) for each in worst),
                ahead=ahead,
            ),
            *accounts,
        ),
        zero=zero_of(scale),
        rtl=portfolio.view(journey).rtl,
    )
