"""What `journeybook review` does."""

from __future__ import annotations

import datetime
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from journeybook.cli.color import coloured
from journeybook.cli.terminal import deliver, place_prefix, portal_layout
from journeybook.editing.review_dates import reviewed_on
from journeybook.editing.source_text import EditingError
from journeybook.history.build_date import EPOCH, BuildDateError, epoch_date
from journeybook.insight.agenda import Entry, Urgency, agenda
from journeybook.library.lookup import UnknownNameError, find
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.scalars import Duration
from journeybook.reports.review_list import review_json, review_markdown, review_text
from journeybook.sources.file_writer import replace_file
from journeybook.sources.loading import load
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

FOUND = 1
"""Exit status if a review reaches --fail-on."""

_SPAN = re.compile(r"(?P<count>[0-9]{1,4})\s*(?P<unit>d|w|m|y|days?|weeks?|months?|years?)", re.IGNORECASE)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_WAITING = (Urgency.OVERDUE, Urgency.NEVER)


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """The options as they were typed."""

    due: str
    owner: str | None
    format: str
    on: str | None
    fail_on: str | None
    site_url: str | None
    everything: bool = False


def tell_due(maps: Path | None, wanted: ReviewOptions, out: Path | None) -> None:
    """Print what is due; ends with 1 if one is as late as `fail_on`. Raises click.UsageError."""
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    day = _day(wanted.on)
    library = load(root, folder).library
    owner = wanted.owner
    if owner is not None and owner not in library.vocabulary.teams:
        meant = nearest(owner, library.ids(Kind.TEAM))
        raise click.UsageError(
            f"there is no team `{printable(owner)[:60]}`" + (f"; did you mean `{meant}`?" if meant else "")
        )
    horizon = _horizon(wanted.due, day)
    entries = tuple(
        each
        for each in agenda(library, day)
        if (owner is None or each.owner == owner) and (wanted.everything or _is_due(each, horizon))
    )
    prefix = place_prefix(root)
    files = {ref: f"{prefix}{source.file}" for ref, source in library.sources.items()}
    site = f"{wanted.site_url.rstrip('/')}/" if wanted.site_url else None
    deliver(
        _report(
            entries,
            library,
            day,
            wanted.format,
            files,
            site=site,
            folders=layout.folders,
            colour=out is None and coloured(),
        ),
        out,
    )
    late = [
        each
        for each in entries
        if each.urgency is Urgency.OVERDUE or (wanted.fail_on == "due" and each.waits)
    ]
    if wanted.fail_on and late:
        sys.exit(FOUND)


def _is_due(entry: Entry, horizon: datetime.date) -> bool:
    return entry.urgency in _WAITING or (entry.due is not None and entry.due <= horizon)


def _report(
    entries: tuple[Entry, ...],
    library: Library,
    day: datetime.date,
    format_: str,
    files: dict[Ref, str],
    *,
    site: str | None,
    folders: bool,
    colour: bool,
) -> str:
    if format_ == "markdown":
        return review_markdown(entries, library, day, site_url=site, files=files, folders=folders)
    if format_ == "json":
        return review_json(entries, day, files)
    if format_ == "ics":
        # Imported here because the calendar imports the pages.
        from journeybook.pages.portfolio import Portfolio  # noqa: PLC0415
        from journeybook.pages.reviews.calendar import draw_calendar  # noqa: PLC0415

        portfolio = Portfolio(library, "Journeys", today=day, site_url=site, folders=folders)
        return draw_calendar(portfolio, "Review", entries)
    return review_text(entries, library, day, colour=colour, files=files)


def _day(on: str | None) -> datetime.date:
    """The day by which age is judged: --on, else SOURCE_DATE_EPOCH, else today."""
    if on is not None and on != "today":
        try:
            return datetime.date.fromisoformat(on)
        except ValueError:
            raise click.UsageError(
                f"--on takes a date such as 2026-11-30, or `today`, not `{printable(on)[:40]}`"
            ) from None
    try:
        given = epoch_date(os.environ.get(EPOCH)) if on is None else None
    except BuildDateError as fault:
        raise click.UsageError(str(fault)) from None
    return given or datetime.datetime.now().astimezone().date()


def _horizon(due: str, day: datetime.date) -> datetime.date:
    match = _SPAN.fullmatch(due.strip())
    if not match:
        raise click.UsageError(f"--due takes a span such as 30d, 6w, 3m or 1y, not `{printable(due)[:40]}`")
    return Duration(int(match["count"]), _UNITS[match["unit"][0].lower()]).after(day)


def note_done(maps: Path | None, typed: tuple[str, ...], on: str | None) -> None:
    """Write the day into the reviewed files and print them.

    Raises click.UsageError before anything is written.
    """
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    day = _day(on)
    loaded = load(root, folder)
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
