"""`journeybook diff`: the changes between two revisions of a portal, in words."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.maps_option import maps_option
from journeybook.reports.diff_options import DiffFormat, FailOn


@click.command(name="diff", short_help="Say what changed between two revisions of the maps.")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format", "format_", type=click.Choice([each.value for each in DiffFormat]), default=DiffFormat.TEXT.value, show_default=True,
    help="For the terminal, a comment, a file to open in a browser, a program, or GitHub's pages.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice([each.value for each in FailOn]), default=FailOn.NEVER.value, show_default=True,
    help="End with 1 where something is now lower for customers, or needs somebody's look.",
)  # fmt: skip
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@maps_option
@colour_option
@click.option("--preview-url", metavar="URL", help="Where HEAD can be looked at; what changed is linked to its place there. Where it ends in index.html, pages are files.")  # fmt: skip
def command(  # noqa: PLR0917 - click hands over each option by its name
    base: str | None,
    head: str | None,
    format_: str,
    fail_on: str,
    out: Path | None,
    maps: Path | None,
    preview_url: str | None,
) -> None:
    """Say what changed between two revisions of the maps, in words.

    BASE is where the branch left the default branch, unless it is named; HEAD is the working
    folder. `A..B` and `A...B` mean what they mean to git. Nothing is checked out: the working
    folder stays as it is.

    That customers are worse off than a map said is news and no mistake, so nothing fails unless
    --fail-on asks.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.diff import DiffOptions, tell_difference  # noqa: PLC0415

    wanted = DiffOptions(DiffFormat(format_), FailOn(fail_on), preview_url)
    tell_difference(maps, (base, head), wanted, out)
