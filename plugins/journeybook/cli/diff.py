"""What `journeybook diff` does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from journeybook.cli.color import coloured
from journeybook.cli.preview_address import PreviewAddress
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import deliver, portal_layout, refused
from journeybook.history.change import Sort
from journeybook.history.difference import compare
from journeybook.history.git import GitError
from journeybook.history.maps_repository import MapsRepository, open_maps
from journeybook.history.snapshot import Snapshot, SnapshotReader, read_folder, read_revision
from journeybook.portal.check_cache import load_check_cache
from journeybook.reports.annotations import github_report, json_report
from journeybook.reports.comparison import Comparison
from journeybook.reports.diff_options import DiffFormat, FailOn
from journeybook.reports.html import html_report
from journeybook.reports.markdown import markdown_report
from journeybook.reports.text import text_report
from journeybook.sources.portal_location import PortalLocation
from journeybook.text.characters import printable

FOUND = 1
"""Exit status if a change reaches --fail-on. Wrong usage and faults of git end with 2."""

FORMATS: Mapping[DiffFormat, Callable[[Comparison], str]] = MappingProxyType(
    {
        DiffFormat.TEXT: text_report,
        DiffFormat.MARKDOWN: markdown_report,
        DiffFormat.HTML: html_report,
        DiffFormat.JSON: json_report,
        DiffFormat.GITHUB: github_report,
    }
)

LEVELS: Mapping[FailOn, Sort | None] = MappingProxyType(
    {FailOn.REGRESSION: Sort.REGRESSION, FailOn.REVIEW: Sort.REVIEW, FailOn.NEVER: None}
)


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """The format of differences, the changes that fail, and the address of a preview of HEAD."""

    format: DiffFormat
    fail_on: FailOn
    preview_url: str | None


def tell_difference(
    maps: Path | None, named: tuple[str | None, str | None], wanted: DiffOptions, out: Path | None
) -> None:
    """Print the changes between two revisions or write them to `out`; end with 1 if they fail.

    Raises click.UsageError for wrong usage, and ends with status 2 if git fails.
    """
    layout = portal_layout(maps)
    preview = PreviewAddress.read(wanted.preview_url) if wanted.preview_url is not None else None
    try:
        older, newer = _sides(open_maps(layout.root, layout.maps).standing_in(Path.cwd()), layout, named)
    except GitError as fault:
        raise refused(fault) from None
    difference = compare(older.library, newer.library, (older.unread, newer.unread))
    comparison = Comparison(
        difference,
        older,
        newer,
        preview.base if preview else None,
        layout.prefix,
        layout.folders and (preview is None or preview.folders),
    )
    if wanted.format is DiffFormat.TEXT:
        text = text_report(comparison, colour=out is None and coloured())
    else:
        text = FORMATS[wanted.format](comparison)
    deliver(text, out, commands=wanted.format is DiffFormat.GITHUB)
    level = LEVELS[wanted.fail_on]
    if level is not None and difference.reaches(level):
        sys.exit(FOUND)


def _sides(
    kept: MapsRepository, layout: PortalLocation, named: tuple[str | None, str | None]
) -> tuple[Snapshot, Snapshot]:
    """The two portals to compare: BASE and HEAD."""
    base, head = named
    repository, maps = kept.named, layout.maps
    joined = False
    if base and ".." in base and head is None:
        base, _, head = base.partition("..")
        joined = head.startswith(".")
        head = head.removeprefix(".") or "HEAD"
        base = base or "HEAD"
    newer = repository.commit(head) if head else None
    if base is None:
        branch = repository.default_branch()
        if branch is None:
            raise GitError("there is no branch `main` or `master` to compare with", "name a revision as BASE")
        commit = repository.merge_base(repository.commit(branch), newer or repository.commit("HEAD"))
        shown = f"{_short_branch(branch)} ({commit[:7]})"
    else:
        commit = repository.commit(base)
        if joined and newer:
            commit = repository.merge_base(commit, newer)
        shown = _shown(base, commit)
    # Of maps that the last check or build knew, only those that changed are read.
    reader = SnapshotReader(load_check_cache(layout.root).load_reading)
    with progress("Reading BASE") as tell:
        older = read_revision(kept, commit, maps, shown, tell, reader=reader)
    with progress("Reading HEAD") as tell:
        if newer is None or head is None:
            return older, read_folder(layout.root, maps, tell, reader)
        return older, read_revision(kept, newer, maps, _shown(head, newer), tell, reader=reader)


def _shown(revision: str, commit: str) -> str:
    short = commit[:7]
    return short if commit.startswith(revision) else f"{printable(revision)} ({short})"


def _short_branch(name: str) -> str:
    for prefix in ("refs/remotes/", "refs/heads/"):
        name = name.removeprefix(prefix)
    return name.replace("origin/HEAD", "the default branch")
