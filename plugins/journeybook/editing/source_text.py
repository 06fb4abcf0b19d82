"""A source as text in which spans are looked up, and edits of it by the places of its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.diagnostics import Edit, Place
from journeybook.sources.yaml.nodes import Scalar
from journeybook.text.characters import place_in

_FAR = 400
"""How far behind its place a value of several lines is looked for."""


class EditingError(ValueError):
    """An edit cannot be made, for a reason that its author can do something about; `places` say where."""

    def __init__(self, message: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


@dataclass(frozen=True)
class SourceText:
    """A file's text with one kind of line end and without byte order mark, as places count in it.

    `right` says how many columns further right a line stands in the file than in what its places were read from.
    """

    file: str
    text: str
    right: dict[int, int] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The lines; the first has the number 1."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """The line of a number, empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line, and at last that of the end."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def column(self, place: Place) -> int:
        """The column in the file, from 1."""
        return place.column + self.right.get(place.line, 0)

    def offset(self, place: Place) -> int:
        """The offset of a place."""
        return self.starts[place.line - 1] + self.column(place) - 1

    def sign(self, place: Place) -> str:
        """The character at a place."""
        start = self.offset(place)
        return self.text[start : start + 1]

    def at(self, start: int, end: int, new: str) -> Edit:
        """The edit of a span by its offsets; a span without length is an insertion."""
        place = place_in(self.text, start, self.file)
        return Edit(Place(place.file, place.line, place.column, end - start), self.text[start:end], new)

    def insertion(self, line: int, column: int, new: str) -> Edit:
        """The edit that writes something before a column."""
        return Edit(Place(self.file, line, column, 0), "", new)

    def raw(self, value: Scalar) -> str:
        """A value of one line as it is written, with its quotes."""
        start = self.column(value.place) - 1
        return self.line(value.place.line)[start : start + value.place.length]

    def reworded(self, value: Scalar, new: str) -> Edit:
        """The edit that makes a value say `new`, whatever quotes stand around it; raises EditingError where none is safe."""
        start = self.offset(value.place)
        inside = self.raw(value).find(value.text)
        if inside >= 0:
            return self.at(start + inside, start + inside + len(value.text), new)
        # A text in a block, or quotes over several lines, has the length of its first sign.
        pattern = re.compile(rf"(?<![\w#/-]){re.escape(value.text)}(?![\w#/-])")
        found = pattern.search(self.text, start, start + _FAR)
        if not found:
            raise EditingError(
                f"`{value.text}` is written in a way that cannot be edited",
                (f"{self.file}:{value.place.line}",),
            )
        return self.at(found.start(), found.end(), new)
