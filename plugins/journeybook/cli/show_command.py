"""`journeybook show`: one thing with all that it says, and who mentions it."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.completing import complete_names
from journeybook.cli.terminal import coloured, deliver, line_width, place_prefix, same_folder
from journeybook.inventory.card import card_of
from journeybook.lookup import UnknownNameError, find
from journeybook.reports.card import card_json, card_text
from journeybook.sources.loading import load


@click.command(name="show", short_help="Show one map, step, persona or anything else.")
@click.argument("name", metavar="ID", shell_complete=complete_names)
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
def command(name: str, format_: str, maps: Path) -> None:
    """Show everything that ID says, where it stands, and what refers to it.

    \b
      journeybook show amira
      journeybook show switching-to-fibre          a map with its curve, a block for each step
      journeybook show switching-to-fibre#order    one of its stages or steps
      journeybook show team:billing                where an id alone could mean two things
    """  # noqa: D301 - the backspace keeps click from joining the lines
    root, folder = same_folder(maps)
    loaded = load(root, folder)
    try:
        found = find(name, loaded.library)
    except UnknownNameError as fault:
        raise click.UsageError(str(fault)) from None
    prefix = place_prefix(root)
    card = card_of(loaded.library, found, loaded.vocabulary.file)
    if format_ == "json":
        deliver(card_json(card), None)
    else:
        deliver(card_text(card, loaded.library, prefix=prefix, width=line_width() or 100, colour=coloured()), None)
