"""Characters that Mermaid's grammar refuses, and how the importer reads them.

Journeys from other tools may have names with a semicolon or a number sign. Mermaid stops at the
first one; the importer replaces each by its most likely meaning, with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.exchange.mermaid.tokens import COLON, HASH, JOURNEY, SEMICOLON, end_of_line

_ENTITY = re.compile(r"#\w{1,10};")
_STATEMENT = re.compile(r"\s*(?:title|section)\s", re.IGNORECASE)
_SECTION = re.compile(r"\s*section\s", re.IGNORECASE)
_JOURNEY = re.compile(r"\s*(?=journey\b)", re.IGNORECASE)
# A task has a score after its colon; otherwise the colon is part of a text.
_TASK = re.compile(r"[^:;#\n]+:\s*[-+]?[0-9]")
_SPOKEN = re.compile(r"\s*acc(?:Title\s*:|Descr\s*:|Descr\s*\{)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused character by its offset, the message, and how it was read."""

    at: int
    length: int
    message: str
    help: str


def tolerated(body: str, start: int) -> tuple[str, tuple[Refusal, ...]]:
    """`body` with every refused character replaced, at the same length, and the refusals.

    `start` is the offset of the word `journey`.
    """
    signs = list(body)
    found: list[Refusal] = []
    at = start + len("journey")
    while at < len(body):
        end = end_of_line(body, at)
        spoken = _SPOKEN.match(body, at, end)
        if spoken and spoken[0].endswith("{"):
            closing = body.find("}", at)
            end = len(body) if closing < 0 else end_of_line(body, closing)
        elif not spoken:
            found.extend(_line(body, at, end, signs))
        at = end + 1
    return "".join(signs), tuple(found)


def _line(body: str, at: int, end: int, signs: list[str]) -> Iterator[Refusal]:
    colons = 0
    statement, section = _STATEMENT.match(body, at, end), _SECTION.match(body, at, end)
    word = _JOURNEY.match(body, at, end)
    if word and ":" in body[at:end]:
        signs[word.end()] = JOURNEY[body[word.end()]]
        yield Refusal(
            word.end(),
            len("journey"),
            "Mermaid takes no name that begins with `journey`",
            "it is imported; for Mermaid, begin the name with another word",
        )
    while at < end:
        sign = body[at]
        entity = _ENTITY.match(body, at, end)
        if entity:
            at = entity.end()
            continue
        if sign == "#":
            if statement or colons or ":" not in body[at:end] or not body[:at].rpartition("\n")[2].strip():
                # Mermaid ignores the rest of the line, so it is kept as a remark.
                return
            signs[at] = HASH
            yield _refused(at, "#", "35")
        elif sign == ":" and section:
            signs[at] = COLON
            yield _refused(at, ":", "58")
        elif sign == ":":
            colons += 1
        elif sign == ";":
            if not body[at + 1 : end].strip():
                signs[at] = " "
                yield Refusal(at, 1, "Mermaid takes no `;` here", "it is left out")
            elif _STATEMENT.match(body, at + 1, end) or (
                (colons or statement) and _TASK.match(body, at + 1, end)
            ):
                signs[at] = "\n"
                yield Refusal(
                    at,
                    1,
                    "Mermaid takes no `;` here",
                    "it is read as the end of a line; for Mermaid, put what follows into a line of its own",
                )
                yield from _line(body, at + 1, end, signs)
                return
            elif colons > 1:
                signs[at] = ","
                yield Refusal(
                    at, 1, "Mermaid takes no `;` here", "it is read as a comma; for Mermaid, write one"
                )
            else:
                signs[at] = SEMICOLON
                yield _refused(at, ";", "59")
        at += 1


def _refused(at: int, sign: str, code: str) -> Refusal:
    return Refusal(
        at,
        1,
        f"Mermaid refuses a text with `{sign}` in it",
        f"it is imported as it stands; for Mermaid, write it as `#{code};`",
    )
