"""The layout of a matrix of two values: the place of each bubble and the side of its name.

Coordinates are whole percent, because a page carries no `style=` attribute: `x` from the start, `y`
from the top. Bubbles that would overlap are moved apart along their row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["after", "before", "over", "under", ""]

LOWEST, HIGHEST = 1, 10
"""The ends of both scales, as authors give them."""

# The plane keeps this margin free, so that a bubble at an end of a scale stays inside.
_EDGE = 6

# The distance of two neighbouring bubbles that touch, on a plane as wide as a column of text.
_APART = 7

# Estimates in percent of a plane of 34 by 22 rem, the narrowest that shows names: half a bubble's
# width and height, the width of a letter, and half the height of a line. They are generous, because
# overlapping names are unreadable.
_BUBBLE, _TALL, _LETTER, _LINE = 3.5, 5.4, 1.05, 2.4


@dataclass(frozen=True, slots=True)
class Bubble:
    """The input for one bubble: its key and name, and both values from 1 to 10.

    `across` grows towards the end, `up` upwards.
    """

    key: str
    title: str
    across: int
    up: int


@dataclass(frozen=True, slots=True)
class PlacedBubble:
    """A bubble's place in whole percent, and the side of its name; "" if the name has no room."""

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
    """The places of all bubbles, in the given order; earlier ones get their names first."""
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
        if box.inside() and not any(box.meets(_box) for _box in taken):
            return side, box
    return "", None


def _spread(wanted: list[float]) -> list[float]:
    """The ascending places of a row, moved apart as little as needed to avoid overlap."""
    room = (100 - 2 * _EDGE) / max(1, len(wanted) - 1)
    apart = min(_APART, room)
    places: list[float] = []
    for value, group in groupby(wanted):
        together = len(tuple(group))
        for index in range(together):
            aside = value + (2 * index - (together - 1)) * apart / 2
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
