"""The agenda as a calendar (RFC 5545): one all-day event for each entry with a due date.

Nothing depends on the clock. The UID of an event depends on the object's id, and its stamp is the
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
"""The longest line in octets without its break (RFC 5545, 3.1); longer ones are folded."""

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def draw_calendar(portfolio: Portfolio, name: str, entries: Iterable[Entry]) -> str:
    """The calendar of `entries`, titled `name`, with CRLF; without entries that have no date."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//journeybook//review//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    dated = [(entry, entry.due) for entry in entries if entry.due]
    for each, due in sorted(dated, key=lambda pair: (pair[1], pair[0].ref)):
        lines += _event(portfolio, each, due)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon, comma and line break escaped.

    Control characters are removed.
    """
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return _CONTROLS.sub("", text)


def folded(line: str) -> str:
    """A content line folded at 75 octets, between letters, by CRLF and a space."""
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
        _("Ask again: %(title)s", title=entry.title)
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
    """The description of an event: the owner, the last review, and the address."""
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
    """The portal's name as the right side of UIDs, which keeps events of portals apart."""
    return _NOT_IN_NAME.sub("-", name.casefold()).strip("-") or "portal"


def _day(day: datetime.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
