"""`journeybook review`: what is due for a review, and the note that it was done."""

from __future__ import annotations

import datetime
import os
import re
import sys
from pathlib import Path

import click

from journeybook.cli.completing import complete_names
from journeybook.cli.terminal import coloured, deliver, place_prefix, same_folder
from journeybook.editing.reviewed import reviewed_on
from journeybook.editing.source_text import EditingError
from journeybook.insight.agenda import Entry, Urgency, agenda
from journeybook.library import Kind, Library, Ref
from journeybook.likeness import nearest
from journeybook.lookup import UnknownNameError, find
from journeybook.model.scalars import Duration
from journeybook.reports.review import review_json, review_markdown, review_text
from journeybook.sources.characters import printable
from journeybook.sources.loading import Loaded, load
from journeybook.sources.writing import replace_file

FOUND = 1
"""Exit status where something reaches --fail-on."""

EPOCH = "SOURCE_DATE_EPOCH"

_SPAN = re.compile(r"(?P<count>[0-9]{1,4})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?)", re.IGNORECASE)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WAITING = (Urgency.OVERDUE, Urgency.NEVER)


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
@click.option("--on", "on", metavar="DATE", help="The day on which age is judged; without it SOURCE_DATE_EPOCH, else today.")
@click.option("--fail-on", type=click.Choice(["overdue", "due"]), help="End with 1 where something is that late.")
@click.option(
    "--done", "done", metavar="ID", multiple=True, shell_complete=complete_names,
    help="Write the day into `reviewed:` of this map or persona; may be given more than once.",
)  # fmt: skip
@click.argument("more", metavar="[ID]...", nargs=-1, shell_complete=complete_names)
@click.option("--site-url", metavar="URL", help="Where the portal is, for links.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
def command(  # noqa: PLR0917 - click hands over each option by its name
    due: str,
    everything: bool,  # noqa: FBT001
    owner: str | None,
    format_: str,
    on: str | None,
    fail_on: str | None,
    done: tuple[str, ...],
    more: tuple[str, ...],
    site_url: str | None,
    out: Path | None,
    maps: Path,
) -> None:
    """Say what is due for a review, by the team that owns it: maps and personas, and evidence that grows too old.

    \b
      journeybook review                              what waits, and what is due within 30 days
      journeybook review --owner billing --due 90d
      journeybook review --format markdown            the body of an issue
      journeybook review --done moving-house amira    looked at today, and still true

    Drafts and retired maps are not reviewed.
    """  # noqa: D301 - the backspace keeps click from joining the lines
    root, folder = same_folder(maps)
    day = _day(on)
    loaded = load(root, folder)
    if done:
        _note(root, folder, loaded, (*done, *more), day)
        return
    if more:
        raise click.UsageError(f"`{printable(more[0])[:60]}`: ids go with --done")
    library = loaded.library
    if owner is not None and owner not in library.vocabulary.teams:
        meant = nearest(owner, library.ids(Kind.TEAM))
        raise click.UsageError(
            f"there is no team `{printable(owner)[:60]}`" + (f"; did you mean `{meant}`?" if meant else "")
        )
    horizon = _horizon(due, day)
    entries = tuple(
        each
        for each in agenda(library, day)
        if (owner is None or each.owner == owner) and (everything or _is_due(each, horizon))
    )
    prefix = place_prefix(root)
    files = {ref: f"{prefix}{source.file}" for ref, source in library.sources.items()}
    site = f"{site_url.rstrip('/')}/" if site_url else None
    deliver(_report(entries, library, day, format_, site, files, colour=out is None and coloured()), out)
    late = [each for each in entries if each.urgency is Urgency.OVERDUE or (fail_on == "due" and each.waits)]
    if fail_on and late:
        sys.exit(FOUND)


def _is_due(entry: Entry, horizon: datetime.date) -> bool:
    return entry.urgency in _WAITING or (entry.due is not None and entry.due <= horizon)


def _report(
    entries: tuple[Entry, ...],
    library: Library,
    day: datetime.date,
    format_: str,
    site: str | None,
    files: dict[Ref, str],
    *,
    colour: bool,
) -> str:
    if format_ == "markdown":
        return review_markdown(entries, library, day, site_url=site, files=files)
    if format_ == "json":
        return review_json(entries, day, files)
    if format_ == "ics":
        # Imported here: a calendar is made as the portal makes it, and brings pages with it.
        from journeybook.pages.portfolio import Portfolio  # noqa: PLC0415
        from journeybook.pages.review_calendar import draw_calendar  # noqa: PLC0415

        portfolio = Portfolio(library, "Journeys", today=day, site_url=site)
        return draw_calendar(portfolio, "Review", entries)
    return review_text(entries, library, day, colour=colour, files=files)


def _day(on: str | None) -> datetime.date:
    """The day on which age is judged. A person who asks what is due asks about today; what must repeat says a day."""
    if on is not None and on != "today":
        try:
            return datetime.date.fromisoformat(on)
        except ValueError:
            raise click.UsageError(f"--on takes a date such as 2026-11-30, or `today`, not `{printable(on)[:40]}`") from None
    text = os.environ.get(EPOCH) if on is None else None
    if text is None:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(text), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        raise click.UsageError(f"{EPOCH} is `{printable(text)[:40]}`, expected seconds since 1970") from None


def _horizon(due: str, day: datetime.date) -> datetime.date:
    match = _SPAN.fullmatch(due.strip())
    if not match:
        raise click.UsageError(f"--due takes a span such as 30d, 6w, 3m or 1y, not `{printable(due)[:40]}`")
    return Duration(int(match["count"]), _UNITS[match["unit"][0].lower()]).after(day)


def _note(root: Path, folder: str, loaded: Loaded, typed: tuple[str, ...], day: datetime.date) -> None:
    try:
        names = [find(each, loaded.library) for each in typed]
        made = reviewed_on(root, folder, loaded, names, day)
    except UnknownNameError as fault:
        raise click.UsageError(str(fault)) from None
    except EditingError as fault:
        where = "".join(f"\n  {printable(each)}" for each in fault.places)
        raise click.UsageError(f"{printable(str(fault))}{where}") from None
    prefix = place_prefix(root)
    try:
        for file, content in made.items():
            replace_file(root / file, content)
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"a file cannot be written: {reason}") from None
    for name in names:
        file = loaded.library.sources[Ref(Kind(name.sort), name.id)].file
        said = "Reviewed" if file in made else "Was reviewed already"
        click.echo(f"{said} on {day.isoformat()}: {printable(prefix + file)}")
