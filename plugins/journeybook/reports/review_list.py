"""The due reviews for a terminal, for the body of an issue, and as JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from journeybook.i18n.formats import date_words
from journeybook.insight.agenda import Entry, Urgency, by_owner
from journeybook.labels.value_labels import KIND_NOUNS, counted, entry_state
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import page_address, published
from journeybook.text.characters import printable

NOBODY = "Nobody owns it"

_WORDS = {
    Urgency.OVERDUE: "overdue",
    Urgency.NEVER: "never reviewed",
    Urgency.SOON: "due soon",
    Urgency.LATER: "due later",
    Urgency.OPEN_ENDED: "without a rhythm",
}
_BOLD, _DIM, _AMBER = "1", "2", "33"


def review_text(
    entries: Iterable[Entry], library: Library, day: datetime.date, *, colour: bool, files: Mapping[Ref, str]
) -> str:
    """The due entries by team, the most urgent first, with the file of each."""
    entries = tuple(entries)
    if not entries:
        return f"Nothing is due on {date_words(day)}.\n"
    parts = [f"Judged on {date_words(day)}: {_summed(entries)}."]
    for own in by_owner(entries, library):
        parts.append(f"\n{_painted(_team(own.owner, library), _BOLD, colour)}")
        width = max(len(_when(each)) for each in own.entries)
        for entry in own.entries:
            when = f"{_when(entry):<{width}}"
            shown = _painted(when, _AMBER, colour and entry.urgency is Urgency.OVERDUE)
            parts.append(
                f"  {shown}  {printable(entry.title)} {_painted(f'({files.get(entry.ref, entry.ref)})', _DIM, colour)}"
            )
    return "\n".join(parts) + "\n"


def _summed(entries: tuple[Entry, ...]) -> str:
    counts = {urgency: sum(entry.urgency is urgency for entry in entries) for urgency in Urgency}
    return ", ".join(f"{count} {_WORDS[urgency]}" for urgency, count in counts.items() if count)


def _when(entry: Entry) -> str:
    if entry.days_late:
        return f"{counted(entry.days_late, 'day')} late"
    return f"by {entry.due.isoformat()}" if entry.due else entry_state(entry)


def _team(owner: str | None, library: Library) -> str:
    return printable(library.title(Ref(Kind.TEAM, owner))) if owner else NOBODY


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def review_markdown(
    entries: Iterable[Entry],
    library: Library,
    day: datetime.date,
    *,
    site_url: str | None,
    files: Mapping[Ref, str],
    folders: bool = True,
) -> str:
    """The body of an issue: a heading for each team with its contact, a checkbox for each entry.

    It links to pages below `site_url`, which are files on a site without `folders`.
    """
    entries = tuple(entries)
    if not entries:
        return f"Nothing is due on {date_words(day)}.\n"
    lines = [f"Judged on {date_words(day)}: {_summed(entries)}."]
    for own in by_owner(entries, library):
        team = library.vocabulary.teams.get(own.owner or "")
        handles = f" ({' '.join(team.handles)})" if team and team.handles else ""
        lines += ["", f"## {_plain(_team(own.owner, library))}{handles}", ""]
        lines += [
            f"- [ ] {_linked(entry, library, site_url, folders=folders)}: {_facts(entry)}. `{files.get(entry.ref, entry.ref)}`"
            for entry in own.entries
        ]
    ids = " ".join(str(entry.ref) for entry in entries if entry.ref.kind is not Kind.EVIDENCE)
    if ids:
        lines += [
            "",
            "After looking at it:",
            "",
            "```sh",
            f"journeybook review --done {ids.split(' ')[0]}",
            "```",
        ]
    return "\n".join(lines) + "\n"


def _linked(entry: Entry, library: Library, site_url: str | None, *, folders: bool) -> str:
    address = page_address(entry.ref, library)
    title = _plain(printable(entry.title))
    if not site_url or not address:
        return f"**{title}**"
    return f"[{title}]({site_url}{published(address, folders=folders)})"


def _facts(entry: Entry) -> str:
    parts = [KIND_NOUNS[entry.ref.kind]]
    if entry.days_late and entry.due:
        parts.append(f"was due on {date_words(entry.due)}, {counted(entry.days_late, 'day')} ago")
    elif entry.due:
        parts.append(f"due on {date_words(entry.due)}")
    else:
        parts.append(entry_state(entry))
    if entry.last:
        parts.append(f"last looked at on {date_words(entry.last)}")
    return ", ".join(parts)


def _plain(text: str) -> str:
    """A text without Markdown markup and without mentions of users."""
    return "".join(
        f"\\{sign}" if sign in "\\`*_[]<>#|~" else "@\u200b" if sign == "@" else sign for sign in text
    )


def review_json(entries: Iterable[Entry], day: datetime.date, files: Mapping[Ref, str]) -> str:
    """The entries with the day on which they were judged; days are ISO dates."""
    data = {"day": day.isoformat(), "entries": [*_data(entries, files)]}
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def _data(entries: Iterable[Entry], files: Mapping[Ref, str]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield {
            "kind": entry.ref.kind.value,
            "id": entry.ref.id,
            "title": entry.title,
            "owner": entry.owner,
            "file": files.get(entry.ref),
            "last": entry.last.isoformat() if entry.last else None,
            "due": entry.due.isoformat() if entry.due else None,
            "urgency": entry.urgency.value,
            "days_late": entry.days_late,
        }
