"""Text in GitHub's workflow commands, the lines of a log by which a job annotates files.

The escapes are those of the runner (github.com/actions/toolkit, packages/core/src/command.ts).
"""

from __future__ import annotations

from journeybook.text.characters import printable


def escape_data(text: str) -> str:
    """`text` as the data of a workflow command: it cannot end the line nor begin a command of its own."""
    return "%0A".join(printable(line).replace("%", "%25") for line in text.split("\n"))


def escape_property(text: str) -> str:
    """`text` as a property of a workflow command, which ends at a comma and at a colon."""
    return printable(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
