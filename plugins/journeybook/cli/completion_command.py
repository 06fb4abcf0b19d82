"""`journeybook completion`: the script with which a shell completes commands, ids and rules."""

from __future__ import annotations

import os
from pathlib import PurePath

import click
from click.shell_completion import get_completion_class

from journeybook.cli.terminal import deliver

VARIABLE = "_JOURNEYBOOK_COMPLETE"
"""The environment variable by which click is asked for completions."""

WAYS = {
    "bash": ('eval "$(journeybook completion bash)"', "~/.bashrc"),
    "zsh": ('eval "$(journeybook completion zsh)"', "~/.zshrc, behind `compinit`"),
    "fish": ("journeybook completion fish | source", "~/.config/fish/config.fish"),
}
"""For each shell, the line that turns completion on, and the file to put it in."""


@click.command(name="completion", short_help="Let the shell complete commands, ids and rules.")
@click.argument("shell", metavar="[bash|zsh|fish]", required=False, type=click.Choice([*WAYS]))
def command(shell: str | None) -> None:
    """Print the script for a shell; without one, say how to switch completion on.

    Then the tab key completes commands and options, ids of the portal in the working folder, and
    codes of rules.
    """
    if shell is None:
        deliver(_advice(PurePath(os.environ.get("SHELL", "")).name), None)
        return
    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three"
    script = kind(command, {}, "journeybook", VARIABLE)
    # Not `source()`, which runs bash for its version; the script may be for another machine.
    deliver(f"{(script.source_template % script.source_vars()).strip()}\n", None)


def _advice(shell: str) -> str:
    mine = [shell] if shell in WAYS else [*WAYS]
    lines = []
    for each in mine:
        line, file = WAYS[each]
        lines += [f"For {each}, add this line to {file}:", "", f"  {line}", ""]
    return "\n".join([*lines, "Then open a new terminal, and try: journeybook show <tab>", ""])
