"""Escaping for GitHub's workflow commands, log lines by which a job annotates files.

The escapes are those of the runner (github.com/actions/toolkit, packages/core/src/command.ts). The
runner also reads all other lines of a log: `::` at the beginning of a line starts a command, `##[`
(of older workflows, and `##vso[` of Azure Pipelines) anywhere. So none of our lines holds either.
"""

from __future__ import annotations

import re

from journeybook.text.characters import revealed


def escape_data(text: str) -> str:
    """`text` as the data of a workflow command: it can neither end the line nor begin a command."""
    return "%0A".join(revealed(line).replace("%", "%25") for line in text.split("\n"))


def escape_property(text: str) -> str:
    """`text` as a property of a workflow command, with comma and colon escaped."""
    return revealed(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")


_BEGINS = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_ANYWHERE = re.compile(r"#(?=#[A-Za-z]*\[)")


def inert_log(text: str, *, commands: bool = False) -> str:
    r"""Log lines without commands; with `commands`, those at the beginning of a line are kept.

    Escapes are `\u003a:` and `\u0023#[`, which mean the same text in JSON.
    """
    inert = _ANYWHERE.sub(r"\\u0023", text)
    return inert if commands else _BEGINS.sub(r"\1\\u003a", inert)
