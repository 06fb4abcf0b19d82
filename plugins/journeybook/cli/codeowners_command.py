"""`journeybook codeowners`: owners of maps as reviewers of their files."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.maps_option import maps_option


@click.command(name="codeowners", short_help="Keep CODEOWNERS in step with the owners of maps.")
@click.option("--write", is_flag=True, help="Write the block; the file is made where there is none.")
@click.option("--check", is_flag=True, help="Say whether the block is in step; ends with 1 where it is not.")
@click.option(
    "--file", "file", metavar="PATH", type=click.Path(dir_okay=False, path_type=Path),
    help="The file, where it is not one of those that GitHub and GitLab look for.",
)  # fmt: skip
@maps_option
def command(*, write: bool, check: bool, file: Path | None, maps: Path | None) -> None:
    """Keep a marked block of CODEOWNERS in step with `owner:`, so that the right team is asked to
    review a proposal.

    \b
    A team says in the vocabulary by which names it reviews:
      teams:
        billing: {title: Billing, handles: ["@fennel/billing"]}

    Without --write and --check the file is printed as it should be. Lines outside of the block are
    kept. Where several lines fit a file, the last one counts, so leave the block behind more
    general ones.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    if write and check:
        raise click.UsageError("--write and --check exclude each other")
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.codeowners import keep_in_step  # noqa: PLC0415

    keep_in_step(maps, file, write=write, check=check)
