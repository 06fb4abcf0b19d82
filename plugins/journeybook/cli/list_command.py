"""`journeybook list`: the objects of a kind."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.maps_option import maps_option
from journeybook.cli.shell_completion import complete_sorts

STATUSES = (
    "draft",
    "in-review",
    "published",
    "retired",
    "proposed",
    "accepted",
    "in-progress",
    "done",
    "dropped",
)
"""The statuses of maps, then those of recommendations."""


@click.command(name="list", short_help="List the maps, personas, teams and so on.")
@click.argument("kind", metavar="[KIND]", required=False, shell_complete=complete_sorts)
@click.option("--owner", metavar="TEAM", help="Only what this team owns.")
@click.option("--persona", metavar="ID", help="Only what this persona takes part in or is named by.")
@click.option(
    "--status", type=click.Choice(STATUSES), metavar="STATUS", help="Only maps or recommendations that far."
)
@click.option("--channel", metavar="ID", help="Only what uses this channel.")
@click.option("--team", metavar="ID", help="Only what this team owns, contributes to or does work in.")
@click.option("--tag", metavar="TAG", help="Only what bears this tag.")
@click.option("--section", metavar="FOLDER", help="Only what lies in this section.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "ids"]), default="text", show_default=True,
    help="For people, for programs, or an id on each line.",
)  # fmt: skip
@maps_option
@colour_option
def command(kind: str | None, *, format_: str, maps: Path | None, **filters: str | None) -> None:
    """List everything of KIND (journeys, personas, teams, ...) with what tells one from another.

    USED counts the things that mention it. Without KIND, say how many there are of each.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.list import list_kind  # noqa: PLC0415

    list_kind(kind, maps, format_, {by: value for by, value in filters.items() if value is not None})
