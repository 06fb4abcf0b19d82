"""`journeybook show`: one object with all its fields, and what refers to it."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.maps_option import maps_option
from journeybook.cli.shell_completion import complete_names


@click.command(name="show", short_help="Show one map, step, persona or anything else.")
@click.argument("name", metavar="ID", shell_complete=complete_names)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@maps_option
@colour_option
def command(name: str, format_: str, maps: Path | None) -> None:
    """Show everything that ID says, where it stands, and what refers to it.

    \b
      journeybook show amira
      journeybook show switching-to-fibre          a map with its curve, a block for each step
      journeybook show switching-to-fibre#order    one of its stages or steps
      journeybook show team:billing                where an id alone could mean two things
    """  # noqa: D301 - the backspace keeps click from joining the lines
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.show import show  # noqa: PLC0415

    show(name, maps, format_)
