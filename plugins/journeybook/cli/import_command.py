"""`journeybook import`: convert maps of other formats to maps of a portal."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.maps_option import SAID
from journeybook.exchange.import_kinds import ImportKind


@click.command(name="import", short_help="Turn spreadsheets, pages and diagrams into maps.")
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
@click.option(
    "--kind",
    type=click.Choice([each.value for each in ImportKind]),
    default=None,
    help="The form of the files, where it is recognised wrongly.",
)
@click.option(
    "--mapping",
    default=None,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file that names the columns of events, which are counted as metrics.",
)
@click.option("--dry-run", is_flag=True, help="Show what was recognised and would be written; write nothing.")
@click.option("--yes", is_flag=True, help="Write without a question, guesses included.")
@click.option("--apply", is_flag=True, help="Change maps that are there already as the comparison says.")
def command(
    *,
    files: tuple[Path, ...],
    into: Path | None,
    kind: str | None,
    mapping: Path | None,
    dry_run: bool,
    yes: bool,
    apply: bool,
) -> None:
    """Turn maps of other formats into maps of the portal.

    Each map goes to DIR/journeys, the people in it become personas in DIR/personas. A table shows
    what was recognised as what, with guesses marked, before anything is written. Scores become
    emotions on the portal's scale. What has no field of ours is kept under `lanes:`, and said.
    Nothing is overwritten: for a map that is there already the comparison is shown, and --apply
    applies it.

    Ends with 0 where everything was imported, with 1 where something was not, with 2 for wrong
    usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.import_maps import ImportOptions, import_files  # noqa: PLC0415

    options = ImportOptions(
        ImportKind(kind) if kind else None, mapping, dry_run=dry_run, yes=yes, apply=apply
    )
    import_files(files, into, options)
