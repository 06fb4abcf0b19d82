"""What `journeybook changelog` does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from journeybook.cli.color import coloured
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import deliver, portal_layout, refused
from journeybook.history.changelog import read_history
from journeybook.history.edits import Edit, History, only
from journeybook.history.git import GitError
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import published
from journeybook.reports.changelog_report import atom_history, json_history, markdown_history, text_history
from journeybook.sources.loading import load
from journeybook.sources.portal_location import PortalLocation
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest


@dataclass(frozen=True, slots=True)
class ChangelogOptions:
    """Which changes are printed, since which revision, and in which format."""

    map: str | None
    persona: str | None
    team: str | None
    format: str
    since: str | None
    site_url: str | None


def recount(maps: Path | None, wanted: ChangelogOptions, out: Path | None, *, remembering: bool) -> None:
    """Print the changes or write them to `out`.

    Raises click.UsageError for wrong usage, and ends with status 2 if git fails.
    """
    layout = portal_layout(maps)
    root, name = layout.root, layout.maps
    with progress("Reading maps") as on_progress:
        library = load(root, name, on_progress=on_progress).library
    named = [
        _known(Kind.JOURNEY, wanted.map, library),
        _known(Kind.PERSONA, wanted.persona, library),
        _known(Kind.TEAM, wanted.team, library),
    ]
    try:
        with progress("Reading commits") as on_progress:
            history = read_history(
                root,
                name,
                library,
                wanted.since,
                working=Path.cwd(),
                remembering=remembering,
                on_progress=on_progress,
            )
    except GitError as fault:
        raise refused(fault) from None
    refs = [each for each in named if each]
    edits: tuple[Edit, ...] = history.edits
    for each in refs:
        mine = set(map(id, only(history, library, each)))
        edits = tuple(edit for edit in edits if id(edit) in mine)
    narrowed = History(edits, {ref: care for ref, care in history.care.items() if not refs or ref in refs})
    deliver(
        _report(narrowed, library, wanted, layout, colour=out is None and coloured()),
        out,
    )


def _report(
    history: History, library: Library, wanted: ChangelogOptions, layout: PortalLocation, *, colour: bool
) -> str:
    if wanted.format == "markdown":
        return markdown_history(history.edits, history.care, library)
    if wanted.format == "json":
        return json_history(history.edits, history.care, library)
    if wanted.format == "atom":
        site = f"{wanted.site_url.rstrip('/')}/" if wanted.site_url else None
        at = partial(published, folders=layout.folders)
        return atom_history(history.edits, library, title="What changed", site_url=site, at=at)
    return text_history(history.edits, history.care, library, colour=colour)


def _known(kind: Kind, key: str | None, library: Library) -> Ref | None:
    if key is None:
        return None
    titles = library.ids(kind)
    if key in titles:
        return Ref(kind, key)
    item = next((each for each in library.journeys.values() if key in each.was), None)
    if kind is Kind.JOURNEY and item:
        return Ref(kind, item.id)
    meant = nearest(key, titles)
    word = "map" if kind is Kind.JOURNEY else kind.value
    way = f"; did you mean `{meant}`?" if meant else ""
    raise click.UsageError(f"there is no {word} `{printable(key[:80])}`{way}")
