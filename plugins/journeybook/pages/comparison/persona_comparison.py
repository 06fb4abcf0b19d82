"""How the personas of a map differ: their curves over each other, and the largest differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import Look, Overlay, OverlayColumn, OverlayLine, draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.insight.comparison import Pair, compare_personas
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.insight.summary import Summary
from journeybook.library.objects import Kind, Ref
from journeybook.pages.comparison.curve_contrast import shares_of, zero_of
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import emotion_figure, level_figure

NEAR = 0.05
"""A smaller mean difference counts as none: half of the last digit that authors give."""


@dataclass(frozen=True, slots=True)
class SharedStep:
    """A step with the lowest emotion of each persona, None if unknown."""

    number: int
    spot: Spot
    emotions: tuple[SpotEmotion | None, ...]

    @property
    def apart(self) -> float | None:
        """The highest of the emotions minus the lowest; None if fewer than two are known."""
        known = [felt.value for felt in self.emotions if felt]
        return max(known) - min(known) if len(known) > 1 else None


@dataclass(frozen=True, slots=True)
class PersonaComparison:
    """A map's personas compared, the steps with the largest differences first."""

    personas: tuple[Ref, ...]
    overlay: Overlay
    meetings: tuple[SharedStep, ...]
    sentences: tuple[str, ...]

    @property
    def picture(self) -> Markup:
        """The curves, drawn on demand."""
        return Markup(draw_overlay(self.overlay))  # noqa: S704 - drawn and escaped by the overlay


def persona_comparison(portfolio: Portfolio, journey: str) -> PersonaComparison | None:
    """The personas of a map with emotions by persona; None for other maps."""
    summary = portfolio.summaries[journey]
    keys = personas_with_curves(summary)
    if len(keys) < 2:
        return None
    spots = [spot for spot in summary.spots if any(spot.lowest_for(key) for key in keys)]
    meetings = tuple(
        SharedStep(number, spot, tuple(spot.lowest_for(key) for key in keys))
        for number, spot in enumerate(spots, 1)
    )
    return PersonaComparison(
        personas=tuple(Ref(Kind.PERSONA, key) for key in keys),
        overlay=_overlay(portfolio, summary, keys, meetings),
        meetings=tuple(sorted(meetings, key=lambda meeting: (-(meeting.apart or 0), meeting.number))),
        sentences=tuple(
            sentence for other in keys[1:] if (sentence := _against(portfolio, summary, keys[0], other))
        ),
    )


def personas_with_curves(summary: Summary) -> list[str]:
    """The personas with emotions of their own, in the map's order."""
    personas = {felt.persona for spot in summary.spots for felt in spot.emotions if felt.persona}
    cast = summary.journey.personas
    return sorted(
        personas, key=lambda persona: (cast.index(persona) if persona in cast else len(cast), persona)
    )


def _against(portfolio: Portfolio, summary: Summary, actor: str, other: str) -> str:
    """`other` compared with the actor: the mean difference, and the largest in each direction."""
    found = compare_personas(summary, actor, other)
    changes = [pair.change for pair in found.pairs if pair.change is not None]
    if not changes:
        return ""
    mean = sum(changes) / len(changes)
    names = {
        "persona": portfolio.library.title(Ref(Kind.PERSONA, other)),
        "actor": portfolio.library.title(Ref(Kind.PERSONA, actor)),
        "difference": emotion_figure(abs(mean)),
    }
    if abs(mean) < NEAR:
        start = _("%(persona)s feels about as %(actor)s does on average", **names)
    elif mean > 0:
        start = _("%(persona)s feels %(difference)s better than %(actor)s on average", **names)
    else:
        start = _("%(persona)s feels %(difference)s worse than %(actor)s on average", **names)
    ends = [
        *(_("largest improvement at %(step)s (%(change)s)", **each) for each in _largest(found.gains)),
        *(_("largest decline at %(step)s (%(change)s)", **each) for each in _largest(found.losses)),
    ]
    return f"{start}; {comma().join(ends)}" if ends else start


def _largest(pairs: tuple[Pair, ...]) -> Iterator[dict[str, str]]:
    """The step and the size of the largest change, if there is one."""
    if pairs and pairs[0].first and pairs[0].change is not None:
        yield {
            "step": pairs[0].first.moment.title,
            "change": emotion_figure(pairs[0].change, signed=True),
        }


def _overlay(
    portfolio: Portfolio, summary: Summary, keys: list[str], meetings: tuple[SharedStep, ...]
) -> Overlay:
    scale = portfolio.library.vocabulary.emotion_scale
    mark = shares_of(scale)
    titles = [portfolio.library.title(Ref(Kind.PERSONA, key)) for key in keys]
    known = [shared_step for shared_step in meetings if shared_step.apart]
    furthest = max(known, key=lambda each: each.apart or 0, default=None)
    sentence = f"{comma().join(titles)}."
    if furthest:
        told = comma().join(
            f"{title} {level_figure(felt.value, scale.min)}"
            for title, felt in zip(titles, furthest.emotions, strict=True)
            if felt
        )
        apart = _(
            "Largest difference at %(step)s: %(feelings)s.", step=furthest.spot.moment.title, feelings=told
        )
        sentence = f"{sentence} {apart}"
    lines = tuple(
        OverlayLine(
            title,
            Look.ONE,
            tuple(
                mark(felt.value if (felt := shared_step.emotions[index]) else None)
                for shared_step in meetings
            ),
            absent := frozenset(
                column
                for column, shared_step in enumerate(meetings)
                if shared_step.spot.personas and key not in shared_step.spot.personas
            ),
            ahead=_ahead(summary, meetings, absent),
        )
        for index, (key, title) in enumerate(zip(keys, titles, strict=True))
    )
    return Overlay(
        title=_("Curves: personas"),
        sentence=sentence,
        columns=tuple(OverlayColumn(shared_step.spot.moment.title) for shared_step in meetings),
        lines=lines,
        zero=zero_of(scale),
        rtl=portfolio.view(summary.journey.id).rtl,
    )


def _ahead(
    summary: Summary, meetings: tuple[SharedStep, ...], absent: frozenset[int]
) -> tuple[tuple[int, ...], ...] | None:
    """The steps ahead of each step for a persona who takes no part in the `absent` ones."""
    present = [index for index in range(len(meetings)) if index not in absent]
    found = summary.ahead([meetings[at].spot for at in present])
    if found is None:
        return None
    ahead: list[tuple[int, ...]] = [()] * len(meetings)
    for at, ends in zip(present, found, strict=True):
        ahead[at] = tuple(present[end] for end in ends)
    return tuple(ahead)
