"""The text of a source with offsets of places, and edits of its values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from journeybook.diagnostics import Edit, Place
from journeybook.sources.yaml.nodes import Scalar
from journeybook.text.characters import place_in

_FAR = 400
"""The number of characters after its place in which a multi-line value is searched."""


class EditingError(ValueError):
    """An edit cannot be made; the message is for users, and `places` are where the reason is."""

    def __init__(self, message: str, places: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.places = places


@dataclass(frozen=True)
class SourceText:
    """A file's text with LF line ends and without byte order mark, as places count in it.

    `right` is the number of columns by which a line is further right in the file than in the text
    that its places come from.
    """

    file: str
    text: str
    right: dict[int, int] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[str]:
        """The lines; line numbers begin at 1."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """The line with a number, "" outside of the text."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each line, and of the end."""
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
        """The edit that replaces the text between two offsets, or inserts if they are equal."""
        place = place_in(self.text, start, self.file)
        return Edit(Place(place.file, place.line, place.column, end - start), self.text[start:end], new)

    def insertion(self, line: int, column: int, new: str) -> Edit:
        """The edit that inserts a text before a column."""
        return Edit(Place(self.file, line, column, 0), "", new)

    def raw(self, value: Scalar) -> str:
        """The source text of a value on one line, with its quotes."""
        start = self.column(value.place) - 1
        return self.line(value.place.line)[start : start + value.place.length]

    def reworded(self, value: Scalar, new: str) -> Edit:
        """The edit that sets a value to `new`, keeping quotes; raises EditingError if unsafe."""
        start = self.offset(value.place)
        inside = self.raw(value).find(value.text)
        if inside >= 0:
            return self.at(start + inside, start + inside + len(value.text), new)
        # The place of a block or of quotes over several lines only has the length of the first
        # character.
        pattern = re.compile(rf"(?<![\w#/-]){re.escape(value.text)}(?![\w#/-])")
        found = pattern.search(self.text, start, start + _FAR)
        if not found:
            raise EditingError(
                f"`{value.text}` is written in a way that cannot be edited",
                (f"{self.file}:{value.place.line}",),
            )
        return self.at(found.start(), found.end(), new)
