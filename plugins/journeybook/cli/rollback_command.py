"""`journeybook rollback`: publish an earlier site again."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.site_options import format_option, site_option, wait_option


@click.command(name="rollback", short_help="Return to an earlier site, or list those that are kept.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@site_option
@click.option(
    "--to",
    metavar="ID",
    help="The site to return to, by its id or the beginning of it; without it the one before.",
)
@click.option("--list", "listed", is_flag=True, help="List the sites that are kept, and change nothing.")
@wait_option
@format_option
@colour_option
def command(
    folder: Path, *, site: Path | None, to: str | None, listed: bool, wait: float, format_: str
) -> None:
    """Return to an earlier site, or list those that are kept.

    DIR is the portal's folder, the one with mkdocs.yml. The earlier site is put in the place of the
    one that stands in one step, and the one that stood is kept, so that a second call returns to
    it.

    Ends with 0, with 2 where there is no such site, and with 3 where the machine is in the way.
    """
    if listed and to:
        raise click.UsageError("--list and --to are two different things; name one")
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.rollback import list_sites, return_to  # noqa: PLC0415

    if listed:
        list_sites(folder, site, as_json=format_ == "json")
    else:
        return_to(folder, site, to, wait=wait, as_json=format_ == "json")
