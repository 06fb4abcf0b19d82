"""The page of a rule, out of one text: what it checks, why that matters, a bad and a good example, the way out.

The text begins with what is checked. Then follow `Why:`, `Bad:`, `Good:` and `Fix:`, each at the beginning of a line.
Where a rule compares a proposal with what was there, that stands before both examples under `Before:`. The examples are indented sources; a line `# journeys/a.yml` in one begins another file of the same portal. Where
none is named, it is `journeys/example.yml`.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import NamedTuple

_PART = re.compile(r"^(Why|Before|Bad|Good|Fix):", re.MULTILINE)
_FILE = re.compile(r"# ([\w./-]+\.(?:yml|md|csv))")
_FIRST_FILE = "journeys/example.yml"


class RulePage(NamedTuple):
    """What there is to say about a rule, in Markdown; `bad` and `good` are sources, empty where no text shows it.

    `before` is what the same sources said before, empty where the rule does not ask.
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
    """The files of an example by their names within the folder of maps."""
    files: dict[str, list[str]] = {}
    name = _FIRST_FILE
    for line in example.split("\n"):
        match = _FILE.fullmatch(line)
        if match:
            name = match[1]
        else:
            files.setdefault(name, []).append(line)
    return {name: "\n".join(lines).strip("\n") + "\n" for name, lines in files.items()}
