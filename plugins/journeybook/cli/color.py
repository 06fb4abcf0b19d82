"""Whether to print in colour: by option, environment variables, or the kind of output."""

from __future__ import annotations

import os
import sys

import click

COLOUR = "journeybook.colour"
"""The key of the choice in the context of the command."""


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
"""The option of commands that print in colour; it may be given before or after the command."""


def coloured() -> bool:
    """Whether to print in colour, by --color, NO_COLOR, FORCE_COLOR or else the terminal."""
    ctx = click.get_current_context(silent=True)
    chosen = ctx.meta.get(COLOUR, "auto") if ctx else "auto"
    if chosen != "auto":
        return chosen == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
