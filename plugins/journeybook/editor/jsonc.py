"""Reads JSON with comments, the format of editors' settings, and adds entries to it.

Files are edited, not rewritten: entries are appended, and comments, blank lines and trailing commas
stay.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

_TOKEN = re.compile(
    r'(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<text>"(?:[^"\\\x00-\x1f]|\\.)*")|(?P<mark>[][{}:,])'
    r"|(?P<other>[^\s\[\]{}:,\"/]+)",
    re.DOTALL,
)
_DEEPEST = 100


class JsoncError(ValueError):
    """The text is not JSON with comments. `line` is the line of the error, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} is no JSON")
        self.line = line


@dataclass(frozen=True, slots=True)
class Part:
    """A value: its offsets in the text, and the content of an object or list.

    `inside` is the offset at which the first entry would be written, `end_of_last` the end of the
    last entry or None, and `comma` whether a comma follows it.
    """

    start: int
    end: int
    members: Mapping[str, Part] | None = None
    items: tuple[Part, ...] | None = None
    end_of_last: int | None = None
    comma: bool = False

    def text(self, whole: str) -> str:
        """The source text of the value."""
        return whole[self.start : self.end]


def read_jsonc(text: str) -> Part:
    """The value of the whole text; raises JsoncError."""
    reader = _Reader(text)
    part = reader.value(0)
    if reader.kind is not None:
        raise reader.fault()
    return part


def with_member(text: str, holder: Part, key: str, value: str) -> str:
    """The text with a member added to the object `holder`; lines of `value` are indented."""
    return _with(text, holder, f"{json.dumps(key)}: {value}")


def with_item(text: str, holder: Part, value: str) -> str:
    """The text with an item added to the list `holder`."""
    return _with(text, holder, value)


def _with(text: str, holder: Part, written: str) -> str:
    feed = "\r\n" if "\r\n" in text else "\n"
    indent = _indent(text, holder.start)
    step = _step(text)
    inner = indent + step
    lines = f"{feed}{inner}".join(written.replace("\t", step).split("\n"))
    if holder.end_of_last is None:
        at = holder.start + 1
        rest = text[at : holder.end - 1]
        # A comment in an empty object stays before the new entry.
        kept = rest.rstrip() if rest.strip() else ""
        return f"{text[:at]}{kept}{feed}{inner}{lines}{feed}{indent}{text[holder.end - 1 :]}"
    at = holder.end_of_last
    if holder.comma:
        at = text.index(",", at) + 1
        return f"{text[:at]}{feed}{inner}{lines}{text[at:]}"
    rest = text[at : holder.end - 1]
    close = "" if "\n" in rest else f"{feed}{indent}"
    return f"{text[:at]},{feed}{inner}{lines}{rest.rstrip(' ') if close else rest}{close}{text[holder.end - 1 :]}"


def _indent(text: str, at: int) -> str:
    """The indentation of the line with the offset `at`."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]


def _step(text: str) -> str:
    """The indentation of the file, by its first indented line; two spaces by default."""
    found = re.search(r"^([ \t]+)\S", text, re.MULTILINE)
    return found[1] if found else "  "


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._next = 1 if text.startswith("\ufeff") else 0
        self.at = self._next
        self.kind: str | None = None
        self.word = ""
        self.go()

    def fault(self) -> JsoncError:
        return JsoncError(self._text.count("\n", 0, self.at) + 1)

    def go(self) -> None:
        """Read the next token; its kind is None at the end."""
        while self._next < len(self._text):
            self.at = self._next
            found = _TOKEN.match(self._text, self._next)
            if not found:
                raise self.fault()
            self._next = found.end()
            self.kind, self.word = found.lastgroup, found[0]
            if self.kind != "space":
                return
        self.at, self.kind, self.word = len(self._text), None, ""

    def value(self, depth: int) -> Part:
        start = self.at
        if depth > _DEEPEST:
            raise self.fault()
        if self.word in ("{", "["):
            return self._several(start, "}" if self.word == "{" else "]", depth)
        if self.kind not in ("text", "other"):
            raise self.fault()
        self._plain()
        end = self._next
        self.go()
        return Part(start, end)

    def _plain(self) -> str:
        try:
            found = json.loads(self.word)
        except ValueError:
            raise self.fault() from None
        return found if isinstance(found, str) else ""

    def _several(self, start: int, close: str, depth: int) -> Part:
        members: dict[str, Part] = {}
        items: list[Part] = []
        last: int | None = None
        comma = False
        self.go()
        while self.word != close:
            if last is not None and not comma:
                raise self.fault()
            if close == "}":
                if self.kind != "text":
                    raise self.fault()
                key = self._plain()
                self.go()
                if self.word != ":":
                    raise self.fault()
                self.go()
                part = members[key] = self.value(depth + 1)
            else:
                part = self.value(depth + 1)
                items.append(part)
            last = part.end
            comma = self.word == ","
            if comma:
                self.go()
        end = self._next
        self.go()
        if close == "}":
            return Part(start, end, members=members, end_of_last=last, comma=comma)
        return Part(start, end, items=tuple(items), end_of_last=last, comma=comma)
