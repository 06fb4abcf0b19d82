"""`journeybook init`: begin a portal with an example map and recipes for its host."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from journeybook.scaffold.answers import Host
from journeybook.text.characters import printable

_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")


def _branch(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not _BRANCH.fullmatch(value):
        raise click.UsageError(f"`{printable(value)}` cannot be the name of the main branch")
    return value


branch_option = click.option(
    "--branch", metavar="NAME", default="main", show_default=True, callback=_branch,
    help="The branch that proposals are made against.",
)  # fmt: skip


@click.command(name="init", short_help="Begin a portal, with an example and recipes.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", metavar="TEXT", help="What the portal is called; by default after its folder.")
@click.option(
    "--host", type=click.Choice([each.value for each in Host]),
    help="Where its repository lives; by default what git says, else both.",
)  # fmt: skip
@click.option("--repository", metavar="URL", help="The repository's address, for links that edit a page.")
@branch_option
@click.option("--no-recipes", is_flag=True, help="Leave out recipes for GitHub, GitLab and pre-commit.")
@click.option("--no-input", is_flag=True, help="Ask nothing, on a terminal neither.")
def command(
    folder: Path,
    *,
    name: str | None,
    host: str | None,
    repository: str | None,
    branch: str,
    no_recipes: bool,
    no_input: bool,
) -> None:
    """Begin a portal in DIR: settings, an example map with what belongs to it, guides, and recipes.

    Nothing that exists is overwritten: what is there is kept, and said. Where there are maps
    already, no example is written. Questions are asked on a terminal only, and each has an option.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.init import InitOptions, begin  # noqa: PLC0415

    wanted = InitOptions(name, Host(host) if host else None, repository, branch)
    asks = not no_input and sys.stdin.isatty() and sys.stderr.isatty()
    begin(folder, wanted, recipes=not no_recipes, asks=asks)
