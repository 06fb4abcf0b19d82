"""`journeybook mv`: rename an id everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.maps_option import maps_option
from journeybook.cli.shell_completion import complete_names


@click.command(name="mv", short_help="Rename an id everywhere, and keep old links working.")
@click.argument("old", metavar="OLD", shell_complete=complete_names)
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--diff", "show_diff", is_flag=True, help="Show every edit as a diff, and write nothing.")
@click.option(
    "--no-was",
    is_flag=True,
    help="Write no former id: for what was never published, so that nobody links to it.",
)
@maps_option
@click.option(
    "--docs", metavar="DIR", default=None, show_default="what mkdocs.yml says, else docs", type=click.Path(path_type=Path),
    help="The folder of hand-written pages, from the portal's root.",
)  # fmt: skip
def command(
    old: str, new: str, *, dry_run: bool, show_diff: bool, no_was: bool, maps: Path | None, docs: Path | None
) -> None:
    """Rename OLD to NEW wherever it is named, and write the old id down under `was` so that old
    links arrive.

    \b
    OLD is the id of a map, persona or anything else that has one:
      journeybook mv amira amira-haddad
      journeybook mv switching-to-fibre#order place-the-order
      journeybook mv channel:chat live-chat

    Only the spans that name it are edited: comments, order, quotes and line ends stay. The file
    itself gets the new name, a metric's values and a persona's picture along with it. Titles stay
    as they are.

    Ends with 0 where everything was renamed, with 2 where nothing was: the new id is taken, or a
    file that may name the old one cannot be read.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.mv import rename  # noqa: PLC0415

    rename(old, new, maps, docs, dry_run=dry_run, show_diff=show_diff, keep=not no_was)
