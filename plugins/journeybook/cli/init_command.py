"""`journeybook init`: the beginning of a portal, with an example to copy from and recipes for where it lives."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click

from journeybook.cli.terminal import deliver
from journeybook.history.git import GitError, open_repository
from journeybook.scaffold.answers import NAME_LENGTH, Answers, Host, Remote, name_of, remote_of
from journeybook.scaffold.plan import Part, planned, recipe_parts
from journeybook.scaffold.writing import Written, write_new
from journeybook.sources.characters import first_refused, printable

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

    Nothing that exists is overwritten: what is there is kept, and said. Where there are maps already, no example is
    written. Questions are asked on a terminal only, and each has an option.
    """
    asks = not no_input and sys.stdin.isatty() and sys.stderr.isatty()
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 (resolving would follow links)
    if name is None:
        name = _ask("What is the portal called?", name_of(whole.name)) if asks else name_of(whole.name)
    name = _checked_name(name)
    remote = _remote(whole, repository, Host(host) if host else None)
    guess = remote.host if remote and remote.host else Host.BOTH
    chosen = Host(host) if host else guess
    if host is None and not no_recipes and asks:
        kinds = click.Choice([each.value for each in Host])
        chosen = Host(_ask("Where does its repository live?", guess.value, kinds))
    if remote and remote.host is None and chosen in (Host.GITHUB, Host.GITLAB):
        remote = Remote(remote.address, chosen)
    answers = Answers(
        name=name,
        branch=branch,
        repository=remote.address if remote else None,
        edit=remote.edit(branch) if remote else None,
    )
    parts = [Part.SITE, Part.GUIDE]
    has_maps = _filled(whole / "maps")
    if not has_maps:
        parts.append(Part.EXAMPLE)
    if not no_recipes:
        parts += recipe_parts(chosen)
    try:
        whole.mkdir(parents=True, exist_ok=True)
        written = write_new(whole, planned(parts, answers))
    except OSError as fault:
        raise wrong_folder(folder, fault) from None
    deliver(said(written), None)
    _say_what_follows(folder, written, has_maps=has_maps)


def _ask(question: str, default: str, kind: click.Choice[str] | None = None) -> str:
    return str(click.prompt(question, default=default, type=kind, err=True))


def _checked_name(name: str) -> str:
    text = " ".join(name.split())
    if not text or len(text) > NAME_LENGTH or first_refused(text):
        raise click.UsageError(
            f"a portal's name has 1 to {NAME_LENGTH} characters, and none that cannot be seen"
        )
    return text


def _remote(folder: Path, address: str | None, host: Host | None) -> Remote | None:
    """The repository that was named, else the one that git fetches from."""
    if address is not None:
        remote = remote_of(address, host)
        if remote is None:
            raise click.UsageError(f"`{printable(address)}` is no address of a repository")
        return remote
    if not folder.is_dir():
        return None
    try:
        url = open_repository(folder).ask("remote", "get-url", "origin")
    except GitError:
        return None
    return remote_of(url, host) if url else None


def _filled(maps: Path) -> bool:
    return maps.exists() and (not maps.is_dir() or any(maps.iterdir()))


def wrong_folder(folder: Path, fault: OSError) -> click.UsageError:
    """A folder that cannot be written to, as one line."""
    reason = (fault.strerror or "no reason is given").lower()
    where = fault.filename if isinstance(fault.filename, str) else str(folder)
    return click.UsageError(f"{printable(where)} cannot be written: {reason}")


def said(written: Written) -> str:
    """What was made and what was kept, for the terminal."""
    lines = []
    if written.made:
        width = max(len(each.path) for each in written.made)
        lines = ["Made:", *(f"  {each.path:<{width}}  {each.purpose}" for each in written.made)]
    if written.kept:
        lines += ["Kept, because it was there:", *(f"  {each.path}" for each in written.kept)]
    if written.same:
        count = len(written.same)
        lines.append(f"{count} {'file was' if count == 1 else 'files were'} there already, as made here.")
    return "".join(f"{line}\n" for line in lines)


def _say_what_follows(folder: Path, written: Written, *, has_maps: bool) -> None:
    if has_maps:
        click.echo("maps/ is not empty, so no example was written.", err=True)
    settings = next((each for each in written.kept if each.path == "mkdocs.yml"), None)
    if settings and "journeybook" not in (folder / "mkdocs.yml").read_text("utf-8", errors="replace"):
        click.echo(
            "Add `- journeybook` below `plugins:` in mkdocs.yml, and `theme: {name: material}`.", err=True
        )
    place = "" if folder == Path() else f"  cd {printable(str(folder))}\n"
    click.echo(
        f"\nNext:\n{place}"
        "  mkdocs serve         the portal, live, at http://127.0.0.1:8000/\n"
        "  journeybook check    what is wrong, and where",
        err=True,
    )
