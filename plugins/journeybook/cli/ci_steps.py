"""What `journeybook ci take`, `vet` and `owners` do: steps of recipes that are risky in shell."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeybook.cli.preview_address import PreviewAddress
from journeybook.cli.terminal import deliver, portal_layout, refused, tell_owner
from journeybook.history.build_date import BuildDateError, build_date
from journeybook.history.checkout_data import take
from journeybook.history.git import GitError, open_repository
from journeybook.insight.agenda import agenda, by_owner
from journeybook.library.objects import Kind
from journeybook.reports.verify_report import fault_in
from journeybook.sources.loading import load
from journeybook.sources.site_settings import DOCS_VARIABLE, PLAIN, plain_docs
from journeybook.sources.text_file import read_text
from journeybook.text.characters import visible

FOUND = 1
"""Exit status if a text is not one of journeybook's. Wrong usage ends with 2."""


def take_sources(revision: str, maps: Path | None, docs: str | None) -> None:
    """Take maps and pages from a commit and print their names; ends with 2 if git fails."""
    layout = portal_layout(maps)
    root, name = layout.root, layout.maps
    try:
        repository = open_repository(root)
        taken = take(repository, repository.commit(revision), name, docs or layout.docs)
    except GitError as fault:
        raise refused(fault) from None
    lines = [f"- took {_shown(each)}" for each in taken.written]
    lines += [f"- removed {_shown(each)}" for each in taken.removed]
    lines += [f"- left out {_shown(each.path)}: {each.reason}" for each in taken.left_out]
    deliver("".join(f"{line}\n" for line in lines or ["- nothing differs"]), None)
    pages = [each for each in taken.written if each.endswith(".md") and not each.startswith(f"{name}/")]
    if pages and not plain_docs(layout.settings.docs if layout.settings else None):
        way = f"set {DOCS_VARIABLE}={PLAIN} in the environment"
        click.echo(f"note: to build these pages without HTML and extensions, {way}", err=True)


def _shown(path: str) -> str:
    # The output may be shown as Markdown, where a backtick would end the code span.
    return f"`{visible(path).replace('`', '?')}`"


def print_ours(file: Path, preview_url: str | None) -> None:
    """Print the text in `file` if journeybook may have written it, else the reason, and end with 1.

    Links may lead below `preview_url`; raises click.UsageError if that is not a web address.
    """
    preview = PreviewAddress.read(preview_url).base if preview_url is not None else None
    text, findings = read_text(file, visible(file.name))
    reason = findings[0].message if findings else fault_in(text or "", preview)
    if text is None or reason:
        click.echo(f"Error: this is no text of `journeybook diff`: {reason}", err=True)
        sys.exit(FOUND)
    deliver(text, None)


def name_owners(maps: Path | None) -> None:
    """Print the teams that have something to review, one per line.

    Raises click.UsageError for a wrong SOURCE_DATE_EPOCH.
    """
    layout = portal_layout(maps)
    root, name = layout.root, layout.maps
    library = load(root, name).library
    try:
        day = build_date(root / name, library)
    except BuildDateError as fault:
        raise click.UsageError(str(fault)) from None
    waiting = by_owner((each for each in agenda(library, day) if each.waits), library)
    tell_owner(layout)
    teams = library.ids(Kind.TEAM)
    deliver("".join(f"{each.owner}\n" for each in waiting if each.owner in teams), None)
