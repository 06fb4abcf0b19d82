"""The width of text from a table of letter widths, for drawings laid out without a browser.

The table (made by `tests/fonts/make_widths.py`) holds the wider of Inter and Noto Sans for each
letter, so a text fits if either is installed. Scripts outside the table get a width by their class.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain, pairwise
from typing import Any, Final

EM: Final = 1000
EMOJI: Final = 1300  # Noto Color Emoji advances 1.245 em, Apple's and Segoe's a little more
IDEOGRAPH: Final = 1000
HANGUL: Final = 950
UNKNOWN: Final = 1100
# The factor for bold text in scripts that the table holds in one weight only.
BOLDER: Final = 1.08

# A family has four members; fonts draw no longer sequences as one glyph.
_MOST_JOINED: Final = 3

# Simple letters: no combining marks, no hyphens or slashes to break after, nothing right-to-left,
# stacked or joined. Most texts consist of them.
PLAIN_LETTERS: Final = (
    "!-,.0-~\u00a1-\u00ac\u00ae-\u024f\u0386-\u03e1\u0400-\u0482\u048a-\u052f\u2018-\u201e\u2026\u20ac\u2212"
)
_PLAIN_WORD = re.compile(f"[{PLAIN_LETTERS}]+")
_KEPT_WORDS: Final = 65_536

ZWJ: Final = "\u200d"
EMOJI_STYLE: Final = "\ufe0f"
# Single characters that stand for ligatures, and dashes of two and three ems.
_VERY_WIDE: Final = {"\ufdfd": 11_000, "\ufdfa": 3_000, "\ufdfb": 3_000, "\u2e3a": 2_000, "\u2e3b": 3_000}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of `text` on one line in pixels at `size` pixels; `bold` means weights from 600."""
    return advance(text, bold) * size / EM


@lru_cache(maxsize=65_536)
def advance(text: str, bold: bool = False) -> int:
    """The width of `text` in thousandths of the font size.

    Sequences that join to one glyph (flags, families, keycaps) count once; marks above and below
    letters count nothing.
    """
    table = _table(bold)
    try:
        return sum([table[character] for character in text])
    except KeyError:
        return _joined(text, bold)


class PlainWords(dict[str, int]):
    """The widths of words of simple letters in one weight, each measured when first asked for.

    Such widths add up: a text of these words is as wide as its words and the spaces between them.
    Any other word, an empty one included, is a KeyError.
    """

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold

    @cached_property
    def space(self) -> int:
        """The width of the space between two words."""
        return advance(" ", self._bold)

    def __missing__(self, word: str) -> int:
        if _PLAIN_WORD.fullmatch(word) is None:
            raise KeyError(word)
        if len(self) >= _KEPT_WORDS:
            self.clear()
        found = self[word] = advance(word, self._bold)
        return found

    def width(self, text: str) -> int:
        """The width of words with single spaces between them; KeyError for any other text."""
        words = text.split(" ")
        return sum(map(self.__getitem__, words)) + self.space * (len(words) - 1)


PLAIN_WORDS: Final = (PlainWords(bold=False), PlainWords(bold=True))
"""The widths of plain words, not bold and bold."""


def _joined(text: str, bold: bool) -> int:
    table = _table(bold)
    total = last = 0
    joins = flag = False
    joined = 0
    for before, character in pairwise(chain("\0", text)):
        if character == EMOJI_STYLE:
            total += max(0, EMOJI - last)
            last = max(last, EMOJI)
            continue
        if character == ZWJ:
            joins = last >= EMOJI and joined < _MOST_JOINED
            continue
        width = table.get(character)
        if width is None:
            width = _by_class(character, bold)
            if not _joins(character):
                table[character] = width
        if "\U0001f1e6" <= character <= "\U0001f1ff":
            flag, width = not flag, 0 if flag else width
        else:
            flag = False
        if joins:
            width, joins, joined = 0, False, joined + 1
        elif (_tints(character) and last >= EMOJI) or (_closes(character) and _korean(before)):
            # A skin tone changes the emoji before it, a vowel joins the syllable; alone they have a
            # width.
            width = 0
        else:
            joined = 0
        total += width
        last = width or last
    return total


def _joins(character: str) -> bool:
    """Whether the width of `character` depends on its neighbours, so it is not in the table."""
    return character in (ZWJ, EMOJI_STYLE) or character > "\U0001f000" or _closes(character)


def _tints(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def _closes(character: str) -> bool:
    """Whether it is a vowel or final consonant of a decomposed Korean syllable."""
    return "\u1160" <= character <= "\u11ff"


def _by_class(character: str, bold: bool) -> int:
    code = ord(character)
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cc", "Cf"):
        return 0
    if character in _VERY_WIDE:
        width = _VERY_WIDE[character]
    elif 0x1F000 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF or 0x2300 <= code <= 0x23FF:
        return EMOJI
    elif 0xAC00 <= code <= 0xD7A3 or 0x1100 <= code <= 0x11FF:
        width = HANGUL
    elif unicodedata.east_asian_width(character) in "WF":
        width = IDEOGRAPH
    elif unicodedata.east_asian_width(character) == "H":
        width = 560
    else:
        width = next((each for first, last, each in _blocks() if first <= code <= last), UNKNOWN)
    return round(width * BOLDER) if bold else width


def _korean(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"


@cache
def _data() -> Any:
    return json.loads(files("journeybook.text").joinpath("widths.json").read_text("utf-8"))


@cache
def _table(bold: bool) -> dict[str, int]:
    # Characters outside the table are added on demand.
    regular = _letters(_data()["regular"])
    if not bold:
        return regular
    return {letter: round(width * BOLDER) for letter, width in regular.items()} | _letters(_data()["bold"])


@cache
def _blocks() -> tuple[tuple[int, int, int], ...]:
    return tuple((int(first, 16), int(last, 16), width) for first, last, width in _data()["blocks"])


def _letters(runs: dict[str, list[int]]) -> dict[str, int]:
    return {
        chr(int(start, 16) + offset): width
        for start, widths in runs.items()
        for offset, width in enumerate(widths)
    }
