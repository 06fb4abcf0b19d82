"""`journeybook ci`: the recipes for continuous integration, and the three steps of them that shell should not do."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from journeybook.checks.settings import SettingsError
from journeybook.cli.init_command import branch_option, said, wrong_folder
from journeybook.cli.terminal import deliver, refused, same_folder
from journeybook.history.git import GitError, open_repository
from journeybook.history.taking import take
from journeybook.insight.agenda import agenda, by_owner
from journeybook.insight.review import newest_date
from journeybook.library import Kind
from journeybook.portal import EPOCH, day_named
from journeybook.reports.vetting import fault_in
from journeybook.scaffold.answers import Answers
from journeybook.scaffold.plan import Part, Piece, planned, requirements
from journeybook.scaffold.writing import present, write_new
from journeybook.sources.characters import printable, visible
from journeybook.sources.loading import load
from journeybook.sources.text_file import read_text

FOUND = 1
"""Exit status where recipes differ, or where a text is none of ours. Wrong usage ends with 2."""


@click.group(name="ci", short_help="Print or write the recipes for GitHub and GitLab.")
def command() -> None:
    """Print or write the recipes for continuous integration, and do those steps of them that need care."""


def _recipe(part: Part, where: str) -> click.Command:
    def run(folder: Path, *, write: bool, only_diff: bool, branch: str) -> None:
        if write and only_diff:
            raise click.UsageError("--write and --diff are two different things; name one")
        pieces = planned([part], Answers(name="", branch=branch))
        if only_diff:
            _show_differences(folder, pieces)
        elif write:
            _write(folder, pieces, needs=part is not Part.PRE_COMMIT)
        else:
            deliver("\n".join(f"# ==> {each.path}\n{each.text}" for each in pieces), None)

    run.__doc__ = f"""Print the recipes for {where}, or write them into a portal.

    DIR is the portal's folder. Whatever is there stays; --diff shows, as a patch, how it differs from the recipes of
    this version, and ends with 1 where it does.
    """
    return click.command(name=part.value, short_help=f"The recipes for {where}.")(_options(run))


def _options(run: Callable[..., None]) -> Callable[..., None]:
    options: tuple[Callable[[Any], Any], ...] = (
        click.argument(
            "folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
        ),
        click.option("--write", is_flag=True, help="Write those that are not there yet."),
        click.option("--diff", "only_diff", is_flag=True, help="Show how those that are there differ, as a patch."),
        branch_option,
    )  # fmt: skip
    for option in reversed(options):
        run = option(run)
    return run


for each, whose in (
    (Part.GITHUB, "GitHub Actions and issues"),
    (Part.GITLAB, "GitLab pipelines and issues"),
    (Part.PRE_COMMIT, "pre-commit"),
):
    command.add_command(_recipe(each, whose))


def _write(folder: Path, pieces: tuple[Piece, ...], *, needs: bool) -> None:
    if not folder.is_dir():
        raise click.UsageError(f"{printable(str(folder))} is no folder; `journeybook init` begins a portal")
    try:
        written = write_new(folder, [*([requirements(Answers(name=""))] if needs else []), *pieces])
    except OSError as fault:
        raise wrong_folder(folder, fault) from None
    deliver(said(written), None)
    if any(each.path != "requirements.txt" for each in written.kept):
        click.echo("How they differ: the same command with --diff", err=True)


def _show_differences(folder: Path, pieces: tuple[Piece, ...]) -> None:
    lines: list[str] = []
    for each in pieces:
        there = present(folder, each)
        if there is not None and there != each.text:
            lines += difflib.unified_diff(
                there.splitlines(), each.text.splitlines(), f"a/{each.path}", f"b/{each.path}", lineterm=""
            )
    deliver("".join(f"{printable(line)}\n" for line in lines), None)
    if lines:
        sys.exit(FOUND)


@command.command(name="take", short_help="Take maps and pages, and nothing else, from a commit.")
@click.argument("revision")
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
@click.option("--docs", metavar="NAME", default="docs", show_default=True, help="The folder of pages beside it.")  # fmt: skip
def take_data(revision: str, maps: Path, docs: str) -> None:
    """Take maps and pages, and nothing else, from REVISION into the working folder, which stands on another commit.

    For proposals from strangers: their texts and pictures are read by the tools, settings and theme that are here.
    What else differs is left out, and said: programs, settings, links, files of other kinds.
    """
    root, name = same_folder(maps)
    try:
        repository = open_repository(root)
        taken = take(repository, repository.commit(revision), name, docs)
    except GitError as fault:
        raise refused(fault) from None
    lines = [f"- took {_shown(each)}" for each in taken.written]
    lines += [f"- removed {_shown(each)}" for each in taken.removed]
    lines += [f"- left out {_shown(each.path)}: {each.reason}" for each in taken.left_out]
    deliver("".join(f"{line}\n" for line in lines or ["- nothing differs"]), None)


def _shown(path: str) -> str:
    # This may be shown as Markdown, in which a backtick would end what the name begins.
    return f"`{visible(path).replace('`', '?')}`"


@command.command(name="vet", short_help="Print a text if it is one that `journeybook diff` may have written.")
@click.argument("file", type=click.Path(path_type=Path))
def vet(file: Path) -> None:
    """Print the text in FILE if it is one that `journeybook diff --format markdown` may have written.

    For a job that comments and was handed its text by one that strangers can change: whatever calls somebody, links,
    shows pictures or holds markup is refused, with 1.
    """
    text, findings = read_text(file, visible(file.name))
    reason = findings[0].message if findings else fault_in(text or "")
    if text is None or reason:
        click.echo(f"Error: this is no text of `journeybook diff`: {reason}", err=True)
        sys.exit(FOUND)
    deliver(text, None)


@command.command(name="owners", short_help="Name the teams that have something to review.")
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
def owners(maps: Path) -> None:
    """Name the teams that have something to review now or within a month, a line each.

    It is judged on the day of SOURCE_DATE_EPOCH, else on the newest date in the sources. What nobody owns is not
    named: `journeybook check` asks for its owner.
    """
    root, name = same_folder(maps)
    library = load(root, name).library
    try:
        day = day_named(os.environ.get(EPOCH)) or newest_date(library)
    except SettingsError as fault:
        raise click.UsageError(str(fault)) from None
    waiting = by_owner((each for each in agenda(library, day) if each.waits), library)
    teams = library.ids(Kind.TEAM)
    deliver("".join(f"{each.owner}\n" for each in waiting if each.owner in teams), None)
