"""Whether to print in colour: what the reader chose, by an option, by variables or by where the output goes."""

from __future__ import annotations

import os
import sys

import click

COLOUR = "journeybook.colour"
"""Where the choice of colours stands in the command that is run."""


def _choose(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.meta[COLOUR] = value


colour_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    callback=_choose,
    expose_value=False,
    help="When to print colours; auto, the default, means on a terminal.",
)
"""The option of whatever prints in colour, before the command's name or behind it."""


def coloured() -> bool:
    """Whether to print in colour: as --color says, else NO_COLOR, else FORCE_COLOR, else on a terminal that can."""
    ctx = click.get_current_context(silent=True)
    chosen = ctx.meta.get(COLOUR, "auto") if ctx else "auto"
    if chosen != "auto":
        return chosen == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
