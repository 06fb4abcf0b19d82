"""`journeybook review`: what is due for review, and marking reviews as done."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.maps_option import maps_option
from journeybook.cli.shell_completion import complete_names


@click.command(name="review", short_help="Say what is due for a review, and note that it was done.")
@click.option(
    "--due", metavar="SPAN", default="30d", show_default=True,
    help="How far to look ahead: 30d, 6w, 3m, 1y. What is overdue or was never reviewed is always told.",
)  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Everything, what has no rhythm too.")
@click.option("--owner", metavar="TEAM", help="Only what this team owns.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "ics", "json"]), default="text", show_default=True,
    help="For the terminal, an issue, a calendar or a program.",
)  # fmt: skip
@click.option(
    "--on",
    "on",
    metavar="DATE",
    help="The day on which age is judged; without it SOURCE_DATE_EPOCH, else today.",
)
@click.option(
    "--fail-on", type=click.Choice(["overdue", "due"]), help="End with 1 where something is that late."
)
@click.option(
    "--done", "done", metavar="ID", multiple=True, shell_complete=complete_names,
    help="Write the day into `reviewed:` of this map or persona; may be given more than once.",
)  # fmt: skip
@click.argument("more", metavar="[ID]...", nargs=-1, shell_complete=complete_names)
@click.option("--site-url", metavar="URL", help="Where the portal is, for links.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@maps_option
@colour_option
def command(  # noqa: PLR0917 - click hands over each option by its name
    due: str,
    everything: bool,
    owner: str | None,
    format_: str,
    on: str | None,
    fail_on: str | None,
    done: tuple[str, ...],
    more: tuple[str, ...],
    site_url: str | None,
    out: Path | None,
    maps: Path | None,
) -> None:
    """Say what is due for a review, by the team that owns it: maps and personas, and evidence that
    grows too old.

    \b
      journeybook review                              what waits, and what is due within 30 days
      journeybook review --owner billing --due 90d
      journeybook review --format markdown            the body of an issue
      journeybook review --done moving-house amira    looked at today, and still true

    Drafts and retired maps are not reviewed.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.review import ReviewOptions, note_done, tell_due  # noqa: PLC0415

    if done:
        note_done(maps, (*done, *more), on)
        return
    if more:
        raise click.UsageError(f"`{more[0][:60]!a}`: ids go with --done")
    wanted = ReviewOptions(due, owner, format_, on, fail_on, site_url, everything=everything)
    tell_due(maps, wanted, out)
