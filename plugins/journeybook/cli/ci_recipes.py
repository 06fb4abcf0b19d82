"""What `journeybook ci github`, `gitlab` and `pre-commit` do: print, write or compare recipes."""

from __future__ import annotations

import difflib
import re
import sys
from dataclasses import replace
from pathlib import Path

import click

from journeybook.cli.init import placed, said, say_of_others, say_of_requirements, wrong_folder
from journeybook.cli.terminal import deliver
from journeybook.scaffold.answers import OWN, Answers
from journeybook.scaffold.installation import DEPENDENCIES, installation
from journeybook.scaffold.new_files import present, write_new
from journeybook.scaffold.portal_files import Piece, planned
from journeybook.scaffold.portal_parts import Part
from journeybook.sources.portal_location import locate_portal
from journeybook.text.characters import printable

FOUND = 1
"""Exit status if recipes differ. Wrong usage ends with 2."""

_MAIN_BRANCH = re.compile(r'^    branches: \["([^"\n]+)"\]$', re.MULTILINE)


def print_recipe(part: Part, branch: str, folder: Path) -> None:
    """Print each file of a recipe for the portal in `folder`, with its name above it."""
    deliver("\n".join(f"# ==> {each.path}\n{each.text}" for each in _pieces(part, branch, folder)), None)


def write_recipe(part: Part, branch: str, folder: Path) -> None:
    """Write the files of a recipe that `folder` lacks; raises click.UsageError."""
    if not folder.is_dir():
        raise click.UsageError(f"{printable(str(folder))} is no folder; `journeybook init` begins a portal")
    try:
        needed = () if part is Part.PRE_COMMIT else installation()
        written = write_new(folder, [*needed, *_pieces(part, branch, folder)])
    except OSError as fault:
        raise wrong_folder(folder, fault) from None
    deliver(said(written), None)
    say_of_requirements(written)
    say_of_others(written, folder)
    if any(each.path != DEPENDENCIES for each in written.kept):
        click.echo("How they differ: the same command with --diff", err=True)


def show_differences(part: Part, branch: str, folder: Path) -> None:
    """Print how the files of a recipe in `folder` differ from it, and end with 1 if any does."""
    lines: list[str] = []
    for each in _pieces(part, branch, folder):
        there = present(folder, each)
        if there is not None and there != each.text:
            lines += difflib.unified_diff(
                there.splitlines(), each.text.splitlines(), f"a/{each.path}", f"b/{each.path}", lineterm=""
            )
    deliver("".join(f"{printable(line)}\n" for line in lines), None)
    if lines:
        sys.exit(FOUND)


def outdated_recipes(folder: Path) -> dict[Part, list[str]]:
    """The recipes that have files in `folder`, each with the files that differ from it."""
    branch = _branch(folder)
    found: dict[Part, list[str]] = {}
    for part in (Part.GITHUB, Part.GITLAB, Part.PRE_COMMIT):
        there = {each.path: present(folder, each) for each in _pieces(part, branch, folder)}
        if any(text is not None for text in there.values()):
            own = planned([part], replace(OWN, branch=branch))
            texts = {(each.path, each.text) for each in (*_pieces(part, branch, folder), *own)}
            found[part] = [
                path for path, text in there.items() if text is not None and (path, text) not in texts
            ]
    return found


def _branch(folder: Path) -> str:
    """The main branch named in the recipes of the portal in `folder`."""
    texts = (present(folder, each) for each in _pieces(Part.GITHUB, "main", folder))
    named = (_MAIN_BRANCH.search(text) for text in texts if text is not None)
    return next((found[1] for found in named if found), "main")


def _pieces(part: Part, branch: str, folder: Path) -> tuple[Piece, ...]:
    return planned([part], replace(Answers(name="", branch=branch), **placed(locate_portal(folder))))
