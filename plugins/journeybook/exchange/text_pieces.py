"""Texts of other formats in pieces that fit into the fields of a map."""

from __future__ import annotations

import re

from journeybook.model.scalars import TEXT_LENGTH, TITLE_LENGTH, is_visible
from journeybook.prose.rendering import plain_prose, plain_text

_MARKS = re.compile(r"[\\`*_\[\]<>&!#+=~|-]|(?<=[0-9])[.)]")
_BREAK = re.compile(r"\s*<br\s*/?>\s*|\n+|\s\|\s|\s*;\s+(?=\S)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*+•·▪◦‣–・●○]|[0-9]{1,2}[.)])\s+|^\s*[•·▪◦‣・●○]\s*")


def as_written(text: str) -> str:
    """Markdown that shows `text` literally."""
    flat = text.replace("\n", " ")
    if plain_text(text) == flat and plain_prose(text) == flat:
        return text
    return _MARKS.sub(r"\\\g<0>", text)


def in_pieces(text: str, *, markdown: bool = False) -> list[str]:
    """`text` as literal Markdown in pieces that fit into a field; with `markdown` it is that."""
    pieces, rest = [], text
    while rest:
        piece = rest[:TEXT_LENGTH]
        if len(rest) > TEXT_LENGTH and " " in piece[TEXT_LENGTH // 2 :]:
            piece = piece[: piece.rindex(" ") + 1]
        while not markdown and len(as_written(piece)) > TEXT_LENGTH:
            piece = piece[: len(piece) - max(1, len(as_written(piece)) - TEXT_LENGTH)]
        pieces.append(piece.strip() if markdown else as_written(piece).strip())
        rest = rest[len(piece) :]
    return [piece for piece in pieces if is_visible(piece)]


def items_of(text: str) -> list[str]:
    """The items of a cell that holds several: lines, bullets, and what semicolons separate."""
    items = (_BULLET.sub("", part).strip() for part in _BREAK.split(text))
    return [item for item in items if is_visible(item)]


def short_title(text: str) -> str:
    """`text` as a title: one line, and at most as long as a title may be."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    shorter = cut.rpartition(" ")[0]
    return f"{shorter if len(shorter) > TITLE_LENGTH // 2 else cut}…"
