"""The page of a rule, parsed from one text: what it checks, why, examples, and the fix.

The text begins with what is checked. `Why:`, `Bad:`, `Good:` and `Fix:` follow, each at the
beginning of a line; a rule that compares with an earlier state has `Before:` in front of the
examples. Examples are indented sources. A line `# journeys/a.yml` begins another file of the same
portal; the first file is `journeys/example.yml` unless it is named.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

_PART = re.compile(r"^(Why|Before|Bad|Good|Fix):", re.MULTILINE)
_FILE = re.compile(r"# ([\w./-]+\.(?:yml|md|csv))")
_FIRST_FILE = "journeys/example.yml"


class RulePage(NamedTuple):
    """The parts of the page in Markdown; `bad` and `good` are sources, empty without an example.

    `before` is the earlier state of the same sources, empty if the rule compares nothing.
    """

    what: str
    why: str = ""
    bad: str = ""
    good: str = ""
    fix: str = ""
    before: str = ""


def read_page(text: str) -> RulePage:
    """The page that a docstring describes."""
    first, _, rest = text.partition("\n")
    what, *parts = _PART.split(f"{first.strip()}\n{dedent(rest)}")
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    return RulePage(
        what.strip(),
        named.get("Why", "").strip(),
        dedent(named.get("Bad", "")).strip("\n"),
        dedent(named.get("Good", "")).strip("\n"),
        named.get("Fix", "").strip(),
        dedent(named.get("Before", "")).strip("\n"),
    )


def example_files(example: str) -> dict[str, str]:
    """The files of an example, by their paths below the folder of maps."""
    files: dict[str, list[str]] = {}
    name = _FIRST_FILE
    for line in example.split("\n"):
        match = _FILE.fullmatch(line)
        if match:
            name = match[1]
        else:
            files.setdefault(name, []).append(line)
    return {name: "\n".join(lines).strip("\n") + "\n" for name, lines in files.items()}
