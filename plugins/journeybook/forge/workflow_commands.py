"""Text in GitHub's workflow commands, the lines of a log by which a job annotates files.

The escapes are those of the runner (github.com/actions/toolkit, packages/core/src/command.ts). The runner also reads every
other line of a log: `::` begins a command where a line begins with it, `##[` (of older workflows, and `##vso[` of Azure
Pipelines) wherever it stands. So no line of ours holds either.
"""

from __future__ import annotations

import re

from journeybook.text.characters import revealed


def escape_data(text: str) -> str:
    """`text` as the data of a workflow command: it cannot end the line nor begin a command of its own."""
    return "%0A".join(revealed(line).replace("%", "%25") for line in text.split("\n"))


def escape_property(text: str) -> str:
    """`text` as a property of a workflow command, which ends at a comma and at a colon."""
    return revealed(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


_BEGINS = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_ANYWHERE = re.compile(r"#(?=#[A-Za-z]*\[)")


def inert_log(text: str, *, commands: bool = False) -> str:
    r"""Lines for a log in which a runner finds no command, but for those that begin a line where these are ours.

    What is escaped reads `\u003a:` and `\u0023#[`, which within JSON means the same text.
    """
    inert = _ANYWHERE.sub(r"\\u0023", text)
    return inert if commands else _BEGINS.sub(r"\1\\u003a", inert)
