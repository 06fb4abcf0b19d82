"""A matrix of two values: where each bubble stands on the plane, and on which side its name has room.

A plane is told in whole percent, because a page carries no `style=` attribute: `x` after its start, `y` below its
top. Bubbles that would cover each other are moved apart along their row, so that none hides another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["after", "before", "over", "under", ""]

LOWEST, HIGHEST = 1, 10
"""The ends of both values, as authors give them."""

# The plane keeps this much free at its edges, so that a bubble on an end of the scale stays inside.
_EDGE = 6

# Beside each other two bubbles touch at this distance, on a plane as wide as a column of text.
_APART = 7

# Estimates in percent of a plane of 34 by 22 rem, the narrowest that shows names: half a bubble's width and height,
# the width of a letter, and half the height of a line. They are generous, because a name too many hides two.
_BUBBLE, _TALL, _LETTER, _LINE = 3.5, 5.4, 1.05, 2.4


@dataclass(frozen=True, slots=True)
class Bubble:
    """What is to be shown: its key and name, both values from 1 to 10 (`across` grows towards the end, `up` upwards)."""

    key: str
    title: str
    across: int
    up: int


@dataclass(frozen=True, slots=True)
class PlacedBubble:
    """Where a bubble stands in whole percent, and the side of its name; "" where a name has no room."""

    bubble: Bubble
    x: int
    y: int
    side: Side


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self) -> bool:
        return min(self.left, self.top) >= 0 and max(self.right, self.bottom) <= 100


def place_bubbles(bubbles: Iterable[Bubble]) -> tuple[PlacedBubble, ...]:
    """Every bubble in its place, in the order given, whose first ones get a name first."""
    given = tuple(bubbles)
    places: dict[str, tuple[int, int]] = {}
    for up, row in groupby(sorted(given, key=_values), key=lambda each: each.up):
        bubbles = tuple(row)
        for bubble, x in zip(bubbles, _spread([_share(each.across) for each in bubbles]), strict=True):
            places[bubble.key] = (round(x), round(100 - _share(up)))
    taken = [_Box(x - _BUBBLE, x + _BUBBLE, y - _TALL, y + _TALL) for x, y in places.values()]
    placed = []
    for bubble in given:
        x, y = places[bubble.key]
        side, box = _named(x, y, len(bubble.title) * _LETTER, taken)
        if box:
            taken.append(box)
        placed.append(PlacedBubble(bubble, x, y, side))
    return tuple(placed)


def _named(x: int, y: int, width: float, taken: Iterable[_Box]) -> tuple[Side, _Box | None]:
    after = _Box(x + _BUBBLE, x + _BUBBLE + width, y - _LINE, y + _LINE)
    before = _Box(x - _BUBBLE - width, x - _BUBBLE, y - _LINE, y + _LINE)
    over = _Box(x - width / 2, x + width / 2, y - _TALL - 2 * _LINE, y - _TALL)
    under = _Box(x - width / 2, x + width / 2, y + _TALL, y + _TALL + 2 * _LINE)
    sides: tuple[tuple[Side, _Box], ...] = (
        ("after", after),
        ("before", before),
        ("under", under),
        ("over", over),
    )
    for side, box in sides:
        if box.inside() and not any(box.meets(each) for each in taken):
            return side, box
    return "", None


def _spread(wanted: list[float]) -> list[float]:
    """The places of a row, which grow, moved apart as little as needed to stand beside each other."""
    room = (100 - 2 * _EDGE) / max(1, len(wanted) - 1)
    apart = min(_APART, room)
    places: list[float] = []
    for value, group in groupby(wanted):
        together = len(tuple(group))
        for at in range(together):
            aside = value + (2 * at - (together - 1)) * apart / 2
            places.append(max(aside, _EDGE, places[-1] + apart if places else aside))
    most = 100.0 - _EDGE
    for at in reversed(range(len(places))):
        places[at] = min(places[at], most)
        most = places[at] - apart
    return places


def _values(bubble: Bubble) -> tuple[int, int, str]:
    return bubble.up, bubble.across, bubble.key


def _share(value: int) -> float:
    return _EDGE + (value - LOWEST) / (HIGHEST - LOWEST) * (100 - 2 * _EDGE)
