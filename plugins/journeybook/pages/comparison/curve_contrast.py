"""Contrasts: curves over the same places as a picture, a sentence and rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from journeybook.drawing.charts.curve_overlay import (
    Look,
    Mark,
    Overlay,
    OverlayColumn,
    OverlayLine,
    draw_overlay,
)
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.i18n.formats import comma
from journeybook.insight.comparison import Comparison, Pair, StepOrder
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.library.objects import Ref
from journeybook.model.vocabulary import EmotionScale
from journeybook.text.numbers import figure, level_figure


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contrast: its title, the look of its line, and its direction of reading."""

    title: str
    look: Look
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place on both sides; `number` is its column in the picture, counting from 1.

    `one` and `two` are the emotions, None if none is recorded; `here` and `there` lead to the step
    on either side, None if the side has no such step.
    """

    number: int
    title: str
    here: Ref | None
    there: Ref | None
    one: SpotEmotion | None
    two: SpotEmotion | None

    @property
    def change(self) -> float | None:
        """The second emotion minus the first; None if one of them is unknown."""
        return None if self.one is None or self.two is None else self.two.value - self.one.value

    @property
    def ref(self) -> Ref | None:
        """The second side's step if it exists, else the first side's."""
        return self.there or self.here


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two sides compared: the picture, the places by the size of their change, and the sums."""

    sides: tuple[Side, Side]
    overlay: Overlay
    places: tuple[Place, ...]
    gains: tuple[Place, ...]
    losses: tuple[Place, ...]
    same: int
    gone: tuple[Place, ...]
    new: tuple[Place, ...]
    mean: float | None

    @property
    def picture(self) -> Markup:
        """The curves, drawn on demand."""
        return Markup(draw_overlay(self.overlay))  # noqa: S704 - drawn and escaped by the overlay

    @property
    def shared(self) -> int:
        """The number of places with an emotion on both sides."""
        return len(self.gains) + len(self.losses) + self.same

    @property
    def words(self) -> str:
        """The changes in words: `9 of 12 steps that both have get better, 1 gets worse`, or ""."""
        if not self.shared:
            return ""
        rose, fell, same = len(self.gains), len(self.losses), self.same
        # Translators: follows "9 of".
        steps = ngettext(
            "%(num)s step that both have",
            "%(num)s steps that both have",
            self.shared,
            num=figure(self.shared),
        )
        parts = [
            ngettext("%(num)s of %(steps)s gets better", "%(num)s of %(steps)s get better", rose, steps=steps)
        ]
        if fell:
            parts.append(ngettext("%(num)s gets worse", "%(num)s get worse", fell))
        if same:
            parts.append(ngettext("%(num)s stays as it is", "%(num)s stay as they are", same))
        return comma().join(parts)


def contrast(
    comparison: Comparison,
    sides: tuple[Side, Side],
    scale: EmotionScale,
    *,
    title: str,
    name: Callable[[Pair], str],
) -> Contrast:
    """The comparison for pages; `title` names its picture, `name` gives the name of a place."""
    pairs = tuple(pair for pair in comparison.pairs if _shown(pair))
    places = tuple(_place(number, pair, name(pair), scale) for number, pair in enumerate(pairs, 1))
    by_number = {pair.key: place for pair, place in zip(pairs, places, strict=True)}
    changes = [place.change for place in places if place.change is not None]
    gains = tuple(by_number[gain.key] for gain in comparison.gains)
    losses = tuple(by_number[loss.key] for loss in comparison.losses)
    return Contrast(
        sides=sides,
        overlay=_overlay(title, pairs, places, sides, scale, ways=comparison.ways),
        places=tuple(sorted(places, key=_size)),
        gains=gains,
        losses=losses,
        same=sum(1 for change in changes if change == 0),
        gone=tuple(place for place in places if place.there is None),
        new=tuple(place for place in places if place.here is None),
        mean=sum(changes) / len(changes) if changes else None,
    )


def shares_of(scale: EmotionScale) -> Callable[[float | None], Mark | None]:
    """A function that gives a value of the scale its position on a line of an overlay."""

    def mark(value: float | None) -> Mark | None:
        return None if value is None else Mark(scale.share(value), level_figure(value, scale.min))

    return mark


def zero_of(scale: EmotionScale) -> float | None:
    """The position of zero as a share of the scale, None if zero is outside."""
    return scale.share(0) if scale.min < 0 < scale.max else None


def felt(value: float, scale: EmotionScale) -> SpotEmotion:
    """A value in the scale's words."""
    return SpotEmotion(None, value, scale.level(value), scale.word(value))


def _shown(pair: Pair) -> bool:
    """Whether a place is shown: every step; a stage before its steps only if it has an emotion."""
    spots = [each for each in (pair.first, pair.second) if each]
    return (
        pair.before is not None
        or pair.after is not None
        or any(not spot.is_stage or not _steps(spot) for spot in spots)
    )


def _steps(spot: Spot) -> bool:
    return bool(spot.stage.steps)


def _place(number: int, pair: Pair, title: str, scale: EmotionScale) -> Place:
    return Place(
        number=number,
        title=title,
        here=pair.first.ref if pair.first else None,
        there=pair.second.ref if pair.second else None,
        one=None if pair.before is None else felt(pair.before, scale),
        two=None if pair.after is None else felt(pair.after, scale),
    )


def _size(place: Place) -> tuple[bool, float, int]:
    """Sort by the size of the change in either direction; unknown changes come last."""
    change = place.change
    return change is None, 0.0 if change is None else -abs(change), place.number


def _overlay(
    title: str,
    pairs: tuple[Pair, ...],
    places: tuple[Place, ...],
    sides: tuple[Side, Side],
    scale: EmotionScale,
    *,
    ways: tuple[StepOrder, StepOrder],
) -> Overlay:
    mark = shares_of(scale)
    known = [place for place in places if place.change is not None]
    most = max(known, key=lambda each: abs(each.change or 0), default=None)
    sentence = _("%(first)s against %(second)s.", first=sides[0].title, second=sides[1].title)
    if most and most.one and most.two:
        furthest = _(
            "The largest difference is at %(step)s: %(first)s against %(second)s.",
            step=most.title,
            first=level_figure(most.one.value, scale.min),
            second=level_figure(most.two.value, scale.min),
        )
        sentence = f"{sentence} {furthest}"
    lines = (
        OverlayLine(
            sides[0].title,
            sides[0].look,
            tuple(mark(pair.before) for pair in pairs),
            frozenset(index for index, pair in enumerate(pairs) if pair.first is None),
            ahead=ways[0].ahead(pairs),
        ),
        OverlayLine(
            sides[1].title,
            sides[1].look,
            tuple(mark(pair.after) for pair in pairs),
            frozenset(index for index, pair in enumerate(pairs) if pair.second is None),
            ahead=ways[1].ahead(pairs),
        ),
    )
    return Overlay(
        title=title,
        sentence=sentence,
        columns=tuple(OverlayColumn(place.title) for place in places),
        lines=lines,
        zero=zero_of(scale),
        rtl=all(side.rtl for side in sides),
    )


def by_key(titles: Mapping[str, str]) -> Callable[[Pair], str]:
    """A function that names places by their keys."""
    return lambda pair: titles.get(pair.key, pair.key)


def by_step(pair: Pair) -> str:
    """The name of a place by its step, on the first side if it exists there."""
    spot = pair.first or pair.second
    return spot.moment.title if spot else pair.key


def by_stage(pair: Pair) -> str:
    """The name of a place by its stages: `Order`, or `Order / Ask` if the titles differ."""
    return " / ".join(dict.fromkeys(each.stage.title for each in (pair.first, pair.second) if each))
