"""A strict reader of calendars (RFC 5545), so that what we write is read by somebody who forgives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z-]+=(?:[^";:,\x00-\x1f]+|"[^"\x00-\x1f]*"))*):(.*)')
ESCAPE = re.compile(r"\\(.)")
MEANING = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}
TEXTS = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"}


@dataclass
class Component:
    """`BEGIN` to `END`: its properties by name and parameters, and what it holds."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)


def read_calendar(data: bytes) -> Component:
    """The calendar in `data`; an AssertionError says what breaks the rules."""
    lines = [parsed(line) for line in content_lines(data)]
    assert lines[0] == ("BEGIN", "", "VCALENDAR")
    open_: list[Component] = []
    for at, (name, parameters, value) in enumerate(lines):
        if name == "BEGIN":
            part = Component(value)
            if open_:
                open_[-1].parts.append(part)
            open_.append(part)
        elif name == "END":
            closed = open_.pop()
            assert closed.name == value
            if not open_:
                assert at == len(lines) - 1, "something follows the calendar"
                return closed
        else:
            key = name + parameters
            assert key not in open_[-1].properties, f"{key} twice"
            open_[-1].properties[key] = unescaped(value) if name in TEXTS else value
    raise AssertionError("the calendar has no end")


def content_lines(data: bytes) -> Iterator[str]:
    """The unfolded lines of a file whose breaks are CRLF and whose lines have 75 octets at most."""
    assert data.endswith(b"\r\n")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    folded = data[:-2].split(b"\r\n")
    assert max(map(len, folded)) <= 75
    for line in folded:
        line.decode()  # no letter is cut
    for line in data[:-2].replace(b"\r\n ", b"").split(b"\r\n"):
        yield line.decode()


def parsed(line: str) -> tuple[str, str, str]:
    match = LINE.fullmatch(line)
    assert match, line
    return match[1], match[2], match[3]


def unescaped(value: str) -> str:
    bare = ESCAPE.sub("", value)
    assert not set(bare) & {",", ";", "\\"}, f"not escaped: {value}"
    assert all(letter in MEANING for letter in ESCAPE.findall(value)), value
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)
    return ESCAPE.sub(lambda found: MEANING[found[1]], value)
