"""Characters that no source may hold, because of XML, terminals or hidden text.

Control characters break XML and terminals, direction overrides make a line look different from its
content, and noncharacters and lone surrogates cannot be exchanged. Marks that mixed scripts need
are allowed: the left-to-right, right-to-left and Arabic letter marks, zero-width joiners, and the
tags of flag emoji.
"""

from __future__ import annotations

import re
import unicodedata

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import file_rules

COMBINING_LIMIT = 8
"""The most marks in a row on a letter. Hebrew needs three, Indic scripts a few more."""

SHOWN = 5
"""The most findings of this kind in a file."""

_BIDI = "\u202a-\u202e\u2066-\u2069"
_LINE_ENDS = "\x85\u2028\u2029"
_HIDDEN = "\u206a-\u206f\ufeff\ufff9-\ufffb"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
# Tag letters name regions after the black flag; anywhere else they are invisible text.
_TAGS = "(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]"

_REFUSED_ASCII = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_REFUSED = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BIDI}{_LINE_ENDS}{_HIDDEN}{_NONCHARACTERS}\ud800-\udfff]|{_TAGS}"
)
_DIRECTION = re.compile(f"[{_BIDI}]")
_LINE_END = re.compile(f"[{_LINE_ENDS}]")
_WIDE_RUN = re.compile(rf"[^\x00-\x7f]{{{COMBINING_LIMIT + 1},}}")

_ESCAPED = (
    rf"\x00-\x1f\x7f-\x9f{_BIDI}{_LINE_ENDS}{_HIDDEN}{_NONCHARACTERS}\ud800-\udfff\U000e0000-\U000e007f"
)
# The first character of `##[`, which begins a command in the logs of GitHub and Azure.
_COMMAND = r"#(?=#[A-Za-z]*\[)"
_UNPRINTABLE = re.compile(f"[{_ESCAPED}]|{_COMMAND}")
_UNSEEN = re.compile(f"[{_ESCAPED}\u00ad\u061c\u200b-\u200f\u2060-\u2064]|{_COMMAND}")

# Invisible characters that no text needs, and soft hyphens.
_EMPTY = "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2060-\u2064\u3164\uffa0"
# Letters and pictographs between which joiners, direction marks and break opportunities matter.
_JOINED = (
    "\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u2190-\u2bff"
    "\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
)
_JOINERS, _DIRECTIONS = "[\u200b-\u200d]", "[\u061c\u200e\u200f]"
_PHANTOM = re.compile(
    f"[{_ESCAPED}{_EMPTY}]|{_COMMAND}|(?<![{_JOINED}]){_JOINERS}|{_JOINERS}(?![{_JOINED}])"
    f"|(?<![{_JOINED}]){_DIRECTIONS}(?![{_JOINED}])"
)
_BARE = re.compile(f"[{_ESCAPED}{_EMPTY}\u061c\u200b-\u200f\ufe00-\ufe0f]")


def first_refused(text: str) -> re.Match[str] | None:
    """The first character that no source may hold, or None."""
    return (_REFUSED_ASCII if text.isascii() else _REFUSED).search(text)


def check_characters(text: str, file: str, first_line: int = 1) -> tuple[Diagnostic, ...]:
    """A diagnostic for each refused character of `text`, at most `SHOWN`."""
    found = []
    if first_refused(text):
        for match in _REFUSED.finditer(text):
            found.append(refusal(match[0], place_in(text, match.start(), file, first_line)))
            if len(found) == SHOWN:
                break
    if not found and not text.isascii():
        at = _mark_pile(text)
        if at is not None:
            found.append(
                file_rules.refused_character.at(
                    place_in(text, at, file, first_line),
                    f"more than {COMBINING_LIMIT} combining marks in a row",
                    "remove the marks; piled up they cover the lines around them",
                )
            )
    return tuple(found)


def refusal(character: str, place: Place) -> Diagnostic:
    """The diagnostic for one refused character."""
    name = f"U+{ord(character):04X}"
    if _DIRECTION.match(character):
        return file_rules.hidden_direction.at(
            place,
            f"a hidden control for the direction of text ({name})",
            "remove it: with it a line can read differently from what it says; the marks U+200E and U+200F are allowed",
        )
    if _LINE_END.match(character):
        return file_rules.refused_character.at(
            place, f"a line end that most editors do not show ({name})", "press Enter here instead"
        )
    return file_rules.refused_character.at(
        place,
        f"a character that no text may hold ({name})",
        "remove it; it is invisible, and often comes from copying out of a terminal or another program",
    )


def place_in(text: str, offset: int, file: str, first_line: int = 1) -> Place:
    """The place of the character at `offset` of `text`."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(file, first_line + text.count("\n", 0, offset), offset - start + 1)


def _mark_pile(text: str) -> int | None:
    for run in _WIDE_RUN.finditer(text):
        count = 0
        for at, character in enumerate(run[0], run.start()):
            count = count + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
            if count > COMBINING_LIMIT:
                return at - COMBINING_LIMIT
    return None


def printable(text: str) -> str:
    """`text` with escapes for all characters that could mislead a terminal, a log or a reader."""
    return _UNPRINTABLE.sub(_escaped, text)


def visible(text: str) -> str:
    """As `printable`, with escapes for zero-width characters too: for names."""
    return _UNSEEN.sub(_escaped, text)


def revealed(text: str) -> str:
    """As `printable`, with escapes for meaningless zero-width characters: for comparing texts.

    Joiners of Persian, Indic scripts and emoji, direction marks beside Arabic and Hebrew and break
    opportunities in Thai or Khmer stay.
    """
    return (
        text if text.isascii() and "##" not in text and text.isprintable() else _PHANTOM.sub(_escaped, text)
    )


def look_alike(one: str, other: str) -> bool:
    """Whether two different texts look the same, because only zero-width characters differ."""
    return one != other and _BARE.sub("", one) == _BARE.sub("", other)


def _escaped(match: re.Match[str]) -> str:
    point = ord(match[0])
    if point < 0x100:
        return f"\\x{point:02x}"
    # A byte of a file name that is not UTF-8 is represented as a lone surrogate.
    if 0xDC80 <= point <= 0xDCFF:
        return f"\\x{point - 0xDC00:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
