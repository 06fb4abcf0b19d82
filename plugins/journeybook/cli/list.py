"""What `journeybook list` does."""

from __future__ import annotations

import json
from pathlib import Path

import click

from journeybook.cli.color import coloured
from journeybook.cli.terminal import deliver, line_width, portal_layout
from journeybook.inventory.lists import Row, counts, retired, rows_of, translations
from journeybook.inventory.table_layout import columns
from journeybook.library.lookup import PLURALS, sort_named
from journeybook.library.objects import Kind, Library
from journeybook.sources.loading import load
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

_IDS = {
    "owner": Kind.TEAM,
    "persona": Kind.PERSONA,
    "channel": Kind.CHANNEL,
    "team": Kind.TEAM,
}
"""Filters whose values are ids of the portal."""


def list_kind(kind: str | None, maps: Path | None, format_: str, wanted: dict[str, str]) -> None:
    """Print the objects of a kind, or their number for each kind; raises click.UsageError."""
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    library = load(root, folder).library
    if kind is None:
        if wanted:
            raise click.UsageError(
                "name a kind to narrow down, such as `journeybook list journeys --owner billing`"
            )
        deliver(_counted(library, format_), None)
        return
    sort = sort_named(kind)
    if sort is None:
        meant = nearest(kind, PLURALS.values())
        way = f"did you mean `{meant}`?" if meant else f"there are {', '.join(PLURALS.values())}"
        raise click.UsageError(f"there is no kind `{printable(kind)[:60]}`; {way}")
    _need_known(wanted, library)
    rows = rows_of(library, sort, wanted)
    deliver(_listed(rows, format_), None)
    if format_ == "text" and not rows:
        among = " that fit" if wanted else ""
        click.echo(f"There are no {PLURALS[sort]}{among}.", err=True)


def _need_known(wanted: dict[str, str], library: Library) -> None:
    for by, value in wanted.items():
        known = library.ids(_IDS[by]) if by in _IDS else None
        if known is not None and value not in known:
            meant = nearest(value, known)
            way = f"; did you mean `{meant}`?" if meant else ""
            raise click.UsageError(f"there is no {_IDS[by].value} `{printable(value)[:60]}`{way}")


def _counted(library: Library, format_: str) -> str:
    found = counts(library)
    if format_ == "json":
        more = {"retired": retired(library), "translations": translations(library)}
        return json.dumps({**found, **more}, indent=2) + "\n"
    if format_ == "ids":
        return "".join(f"{plural}\n" for plural in found)
    width = max(map(len, found))
    shares = {"retired": retired(library), "translations": translations(library)}
    said = ", ".join(f"{count} of them {what}" for what, count in shares.items() if count)
    notes = {"journeys": f"  {said}"} if said else {}
    return "".join(
        f"{plural:<{width}}  {count:>4}{notes.get(plural, '')}\n" for plural, count in found.items()
    )


def _listed(rows: tuple[Row, ...], format_: str) -> str:
    if format_ == "json":
        data = [
            {"kind": row.name.sort, "id": row.name.id, "title": row.title, **row.facts, "used": row.used}
            for row in rows
        ]
        return json.dumps(data, indent=2, ensure_ascii=True) + "\n"
    if format_ == "ids" or not rows:
        return "".join(f"{row.name.id}\n" for row in rows)
    heading = ("id", "title", *rows[0].facts, "used")
    cells = [(row.name.id, row.title, *row.facts.values(), str(row.used)) for row in rows]
    return columns(heading, cells, width=line_width(), colour=coloured())
