"""`journeybook diff`: what changed between two moments of a portal, in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import click

from journeybook.cli.colour import colour_option, coloured
from journeybook.cli.progress import progress
from journeybook.cli.terminal import deliver, refused, same_folder
from journeybook.history.change import Sort
from journeybook.history.difference import compare
from journeybook.history.git import GitError, Repository, open_repository
from journeybook.history.snapshot import Snapshot, read_folder, read_revision
from journeybook.reports.html import html_report
from journeybook.reports.markdown import markdown_report
from journeybook.reports.outline import Comparison
from journeybook.reports.programs import github_report, json_report
from journeybook.reports.text import text_report
from journeybook.sources.characters import printable

FOUND = 1
"""Exit status where something reaches the level of --fail-on. Wrong usage and git that cannot answer end with 2."""

FORMATS: Mapping[str, Callable[[Comparison], str]] = MappingProxyType(
    {
        "text": text_report,
        "markdown": markdown_report,
        "html": html_report,
        "json": json_report,
        "github": github_report,
    }
)

LEVELS: Mapping[str, Sort | None] = MappingProxyType(
    {"regression": Sort.REGRESSION, "review": Sort.REVIEW, "never": None}
)


@click.command(name="diff", short_help="Say what changed between two revisions of the maps.")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--format", "format_", type=click.Choice([*FORMATS]), default="text", show_default=True,
    help="For the terminal, a comment, a file to open in a browser, a program, or GitHub's pages.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice([*LEVELS]), default="never", show_default=True,
    help="End with 1 where something is now lower for customers, or needs somebody's look.",
)  # fmt: skip
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
@colour_option
@click.option("--preview-url", metavar="URL", help="Where HEAD can be looked at; steps are linked to it.")
def command(  # noqa: PLR0917 - click hands over each option by its name
    base: str | None,
    head: str | None,
    format_: str,
    fail_on: str,
    out: Path | None,
    maps: Path,
    preview_url: str | None,
) -> None:
    """Say what changed between two revisions of the maps, in words.

    BASE is where the branch left the default branch, unless it is named; HEAD is the working folder. `A..B` and
    `A...B` mean what they mean to git. Nothing is checked out: the working folder stays as it is.

    That customers are worse off than a map said is news and no mistake, so nothing fails unless --fail-on asks.
    """
    root, name = same_folder(maps)
    preview = _address(preview_url)
    try:
        older, newer = _sides(open_repository(root), root, name, (base, head))
    except GitError as fault:
        raise refused(fault) from None
    difference = compare(older.library, newer.library, (older.unread, newer.unread))
    comparison = Comparison(difference, older, newer, preview)
    if format_ == "text":
        text = text_report(comparison, colour=out is None and coloured())
    else:
        text = FORMATS[format_](comparison)
    deliver(text, out)
    level = LEVELS[fail_on]
    if level is not None and difference.reaches(level):
        sys.exit(FOUND)


def _sides(
    repository: Repository, root: Path, maps: str, named: tuple[str | None, str | None]
) -> tuple[Snapshot, Snapshot]:
    """The two portals to compare, by the names of BASE and HEAD."""
    base, head = named
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
    with progress("Reading BASE") as tell:
        older = read_revision(repository, commit, maps, shown, tell)
    with progress("Reading HEAD") as tell:
        if newer is None or head is None:
            return older, read_folder(root, maps, tell)
        return older, read_revision(repository, newer, maps, _shown(head, newer), tell)


def _shown(revision: str, commit: str) -> str:
    short = commit[:7]
    return short if commit.startswith(revision) else f"{printable(revision)} ({short})"


def _short_branch(name: str) -> str:
    for prefix in ("refs/remotes/", "refs/heads/"):
        name = name.removeprefix(prefix)
    return name.replace("origin/HEAD", "the default branch")


def _address(text: str | None) -> str | None:
    if text is None:
        return None
    if not text.startswith(("https://", "http://")) or any(
        each.isspace() or each in "<>\"'`()" for each in text
    ):
        raise click.UsageError("--preview-url is an address that begins with https://")
    return text if text.endswith("/") else f"{text}/"
