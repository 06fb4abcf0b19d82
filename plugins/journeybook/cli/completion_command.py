"""`journeybook completion`: the script by which a shell completes commands, options, ids and rules."""

from __future__ import annotations

import os
from pathlib import PurePath

import click
from click.shell_completion import get_completion_class

from journeybook.cli.terminal import deliver

VARIABLE = "_JOURNEYBOOK_COMPLETE"
"""What click asks for completions by; its name follows from that of the program."""

WAYS = {
    "bash": ('eval "$(journeybook completion bash)"', "~/.bashrc"),
    "zsh": ('eval "$(journeybook completion zsh)"', "~/.zshrc, behind `compinit`"),
    "fish": ("journeybook completion fish | source", "~/.config/fish/config.fish"),
}
"""The line that switches completion on, and the file where it belongs, by shell."""


@click.command(name="completion", short_help="Let the shell complete commands, ids and rules.")
@click.argument("shell", metavar="[bash|zsh|fish]", required=False, type=click.Choice([*WAYS]))
def command(shell: str | None) -> None:
    """Print the script for a shell; without one, say how to switch completion on.

    Then the tab key completes commands and options, ids of the portal in the working folder, and codes of rules.
    """
    if shell is None:
        deliver(_advice(PurePath(os.environ.get("SHELL", "")).name), None)
        return
    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three"
    script = kind(command, {}, "journeybook", VARIABLE)
    # Not `source()`, which asks the bash that it finds for its version; this may be for another one.
    deliver(f"{(script.source_template % script.source_vars()).strip()}\n", None)


def _advice(shell: str) -> str:
    mine = [shell] if shell in WAYS else [*WAYS]
    lines = []
    for each in mine:
        line, file = WAYS[each]
        lines += [f"For {each}, add this line to {file}:", "", f"  {line}", ""]
    return "\n".join([*lines, "Then open a new terminal, and try: journeybook show <tab>", ""])
