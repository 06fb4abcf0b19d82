"""Tokens of Mermaid's `journey` text, and decoding of its entities."""

from __future__ import annotations

import html
import re

from journeybook.model.scalars import is_visible

_NAME = r"(?:[^#:\n;]|\#\w{1,10};)+"
_LINE = r"(?:[^#\n;]|\#\w{1,10};)+"
TOKENS = re.compile(
    rf"""
    (?P<comment> %%(?!\{{)[^\n]* | [^}}]%%[^\n]* )
    | (?P<space> \s+ )
    | (?P<journey> journey\b )
    | title\s(?P<title> {_LINE} )
    | accTitle\s*:\s*(?P<acc_title> [^\n]* )
    | accDescr\s*:\s*(?P<acc_descr> [^\n]* )
    | accDescr\s*\{{\s*(?P<acc_block> [^}}]* )(?P<closed>\}}?)
    | section\s(?P<section> {_NAME} )
    | (?P<name> {_NAME} )
    | :(?P<data> {_LINE} )
    | \#(?P<hash> [^\n]* )
    | (?P<stray> . )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Stand-ins for characters that are syntax where they were written but are read as text. They are
# noncharacters, which Unicode never assigns.
SEMICOLON, HASH, COLON = "\ufdd0", "\ufdd1", "\ufdd2"
JOURNEY = {"j": "\ufdd3", "J": "\ufdd4"}
_STAND_INS = str.maketrans(
    {SEMICOLON: ";", HASH: "#", COLON: ":", **{sign: letter for letter, sign in JOURNEY.items()}}
)
_ENTITY = re.compile(r"#(\w{1,10});")
COMMENT_LINE = re.compile(r"^[^\S\n]*%%(?!\{)([^\n]*)", re.MULTILINE)
_FRONT = re.compile(r"\s*?^([^\S\n]*)---[^\S\n]*\n", re.MULTILINE)


def front_matter(text: str) -> tuple[int, int, int] | None:
    """The offsets of front matter's start and end and of the diagram; None without front matter.

    Both marks have the same indentation.
    """
    opening = _FRONT.match(text)
    if not opening:
        return None
    closing = re.compile(rf"^{re.escape(opening[1])}---[^\S\n]*(?:\n|\Z)", re.MULTILINE)
    end = closing.search(text, opening.end())
    return (opening.end(), end.start(), end.end()) if end else None


def blanked(text: str, begin: int, end: int) -> str:
    """`text` with all characters between two offsets but line ends replaced by spaces."""
    return text[:begin] + re.sub(r"[^\n]", " ", text[begin:end]) + text[end:]


def end_of_line(text: str, at: int) -> int:
    """The offset of the end of the line with the character at `at`."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def names_in(text: str) -> list[str]:
    """The actors between commas, without empty and repeated ones."""
    return [name for name in dict.fromkeys(seen(part) for part in text.split(",")) if name]


def seen(text: str) -> str:
    """`text`, decoded and stripped; empty if nothing is visible."""
    plain = decoded(text).strip()
    return plain if is_visible(plain) else ""


def decoded(text: str) -> str:
    """`text` with its entities (`#35;`, `#quot;`) decoded if they are visible characters.

    Stand-ins become the original characters.
    """

    def character(match: re.Match[str]) -> str:
        code = match[1]
        plain = html.unescape(f"&#{code};" if code.isdecimal() else f"&{code};")
        known = plain == "&" or not plain.startswith("&")
        return plain if known and plain and plain.isprintable() else match[0]

    return _ENTITY.sub(character, text).translate(_STAND_INS)


def short(text: str) -> str:
    """The beginning of `text` on one line, for messages."""
    line = " ".join(text[:240].split())
    return line if len(line) <= 60 else line[:59] + "…"
