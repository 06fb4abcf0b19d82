"""Lines of a YAML draft: answers as fields, and comments that show how other fields are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from journeybook.kinds import Kind

if TYPE_CHECKING:
    from journeybook.library.objects import Library

Value = str | tuple[str, ...] | None

Answers = Mapping[str, Value]
"""What was answered, by the name of the question."""


def line(key: str, value: Value, hint: str = "", *, example: str = "") -> Iterator[str]:
    """A field with its value and a `hint`; without a value, its `example` as a comment."""
    from journeybook.sources.yaml.writer import flow, scalar  # noqa: PLC0415 - see drafts.questions

    behind = f"  # {hint}" if hint else ""
    if value:
        written = scalar(value) if isinstance(value, str) else flow([*value])
        yield f"{key}: {written}{behind}"
    elif example:
        yield f"# {key}: {example}{behind}"


def comment(*texts: str) -> Iterator[str]:
    """Comment lines."""
    yield from (f"# {text}".rstrip() for text in texts)


def some_id(library: Library, kind: Kind, instead: str) -> str:
    """An id of the portal to show how one is written, made up where there is none."""
    return next(iter(library.ids(kind)), instead)


def some_ids(library: Library, kind: Kind, instead: str, most: int = 4) -> str:
    """A few ids of the portal side by side."""
    found = list(library.ids(kind))
    return ", ".join(found[:most]) + (" ..." if len(found) > most else "") if found else instead


def joined(lines: Iterable[str]) -> str:
    """The text of a file."""
    return "".join(f"{each}\n" for each in lines)
