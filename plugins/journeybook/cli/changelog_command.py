"""`journeybook changelog`: what changed when and by whom, from git's history."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.maps_option import maps_option


@click.command(name="changelog", short_help="Tell what changed when, out of git's history.")
@click.argument("map_", metavar="[MAP]", required=False)
@click.option("--persona", metavar="ID", help="Only what concerns this persona, and maps that show them.")
@click.option("--team", metavar="ID", help="Only what this team owns, and what it took over or gave away.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json", "atom"]), default="text", show_default=True,
    help="For the terminal, a page, a program or a feed reader.",
)  # fmt: skip
@click.option("--since", metavar="REV", help="Only what came after this revision.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@maps_option
@click.option("--no-cache", is_flag=True, help="Find out all of it anew.")
@colour_option
@click.option("--site-url", metavar="URL", help="Where the portal is, for the links of the feed.")
def command(  # noqa: PLR0917 - click hands over each option by its name
    map_: str | None,
    persona: str | None,
    team: str | None,
    format_: str,
    since: str | None,
    out: Path | None,
    maps: Path | None,
    no_cache: bool,
    site_url: str | None,
) -> None:
    """Tell what changed when and by whom, newest first: of the portal, or of one MAP, persona or
    team.

    Authors are named as .mailmap has it, programs are left out, days are those of UTC. Last edited
    is not last reviewed, so both are told. In a shallow clone nothing is told, because it would be
    wrong.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.changelog import ChangelogOptions, recount  # noqa: PLC0415

    wanted = ChangelogOptions(map_, persona, team, format_, since, site_url)
    recount(maps, wanted, out, remembering=not no_cache)
