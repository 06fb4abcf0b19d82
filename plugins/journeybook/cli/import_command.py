"""`journeybook import`: convert Mermaid journeys to maps of a portal."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.maps_option import SAID


@click.command(name="import", short_help="Turn Mermaid journeys into maps.")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--into",
    default=None,
    show_default=SAID,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of maps to write to; it is made where there is none.",
)
def command(files: tuple[Path, ...], into: Path | None) -> None:
    """Turn Mermaid journeys into maps.

    Reads .mmd files, and every fence with a Mermaid journey in .md files. Each journey becomes a
    map in DIR/journeys, its actors become personas in DIR/personas. Scores from 1 to 5 become
    emotions on the portal's scale. What has no field of ours is kept under `lanes:`, and said.
    Nothing is overwritten.

    Ends with 0 where everything was imported, with 1 where something was not, with 2 for wrong
    usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.import_maps import import_files  # noqa: PLC0415

    import_files(files, into)
