"""What is due as a calendar (RFC 5545) that people subscribe to: one all-day event for each thing with a day.

Nothing in it comes from the clock. An event keeps its UID for as long as the thing keeps its id, and its stamp is the
day of the last review, so that a new review moves the event instead of adding one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.agenda import Entry
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.objects import Kind
from journeybook.pages.portfolio import Portfolio

LINE_OCTETS = 75
"""RFC 5545, 3.1: no line is longer than this, its break not counted; longer ones go on after a break and a space."""

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def draw_calendar(portfolio: Portfolio, name: str, entries: Iterable[Entry]) -> str:
    """The calendar of `entries`, called `name`: CRLF at each line's end; what has no day is left out."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//journeybook//review//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    dated = [(each, each.due) for each in entries if each.due]
    for each, due in sorted(dated, key=lambda pair: (pair[1], pair[0].ref)):
        lines += _event(portfolio, each, due)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break escaped, controls left out."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return _CONTROLS.sub("", text)


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, each but the first after CRLF and a space; no letter is cut."""
    if len(line) <= LINE_OCTETS and line.isascii():
        return line
    pieces: list[str] = []
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LINE_OCTETS:
            pieces.append(piece)
            piece, octets = "", 1  # the space at the start of a continued line counts
        piece += letter
        octets += size
    return "\r\n ".join([*pieces, piece])


def _event(portfolio: Portfolio, entry: Entry, due: datetime.date) -> Iterator[str]:
    what = (
        _("Ask anew: %(title)s", title=entry.title)
        if entry.ref.kind is Kind.EVIDENCE
        else _("Review: %(title)s", title=entry.title)
    )
    stamp = entry.last or due
    yield "BEGIN:VEVENT"
    yield f"UID:review-{entry.ref.kind}-{entry.ref.id}@{_site(portfolio.site_name)}"
    yield f"DTSTAMP:{_day(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    if due < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(due + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{escaped(what)}"
    yield f"DESCRIPTION:{escaped(_words(portfolio, entry))}"
    address = portfolio.page_address(entry.ref)
    if portfolio.site_url and address:
        yield f"URL:{portfolio.site_url}{address}"
    yield f"CATEGORIES:{escaped(KIND_TITLES[entry.ref.kind])}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _words(portfolio: Portfolio, entry: Entry) -> str:
    """What the event says: who looks after the thing, when it was looked at, and where it is."""
    lines = []
    if entry.owner:
        teams = portfolio.library.vocabulary.teams
        owner = teams[entry.owner].title if entry.owner in teams else entry.owner
        lines.append(_("Owner: %(team)s", team=owner))
    if entry.last:
        day = entry.last.isoformat()
        lines.append(
            _("Gathered: %(day)s", day=day)
            if entry.ref.kind is Kind.EVIDENCE
            else _("Last reviewed: %(day)s", day=day)
        )
    source = portfolio.source(entry.ref)
    if source:
        lines.append(_("Source: %(file)s", file=source))
    return "\n".join(lines)


def _site(name: str) -> str:
    """The portal's name as the right side of a UID, so that two portals with the same ids do not share events."""
    return _NOT_IN_NAME.sub("-", name.casefold()).strip("-") or "portal"


def _day(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
