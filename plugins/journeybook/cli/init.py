"""What `journeybook init` does."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from journeybook.cli.schema import editor_files
from journeybook.cli.terminal import deliver
from journeybook.editor.editor_files import UnreadableSettingsError
from journeybook.history.git import GitError, NoRepositoryError, open_repository
from journeybook.scaffold.answers import NAME_LENGTH, Answers, Host, Remote, is_plain, name_of, remote_of
from journeybook.scaffold.installation import DEPENDENCIES, installation
from journeybook.scaffold.new_files import WriteResult, write_new
from journeybook.scaffold.portal_files import Piece, planned, recipe_parts
from journeybook.scaffold.portal_parts import Part
from journeybook.sources.portal_location import PortalLocation, locate_portal
from journeybook.text.characters import first_refused, printable

_FOR_EDITORS = "lets editors complete ids and explain fields"


@dataclass(frozen=True, slots=True)
class InitOptions:
    """What the options say; None for what has to be asked."""

    name: str | None
    host: Host | None
    repository: str | None
    branch: str


def begin(folder: Path, wanted: InitOptions, *, recipes: bool, asks: bool) -> None:
    """Begin a portal in `folder` and print what was written; with `asks`, ask on the terminal.

    Raises click.UsageError.
    """
    whole = Path(os.path.abspath(folder))  # noqa: PTH100 (resolving would follow links)
    name = wanted.name
    if name is None:
        name = _ask("What is the portal called?", name_of(whole.name)) if asks else name_of(whole.name)
    name = _checked_name(name)
    remote = _remote(whole, wanted.repository, wanted.host)
    guess = remote.host if remote and remote.host else Host.BOTH
    chosen = wanted.host or guess
    if wanted.host is None and recipes and asks:
        kinds = click.Choice([each.value for each in Host])
        chosen = Host(_ask("Where does its repository live?", guess.value, kinds))
    if remote and remote.host is None and chosen in (Host.GITHUB, Host.GITLAB):
        remote = Remote(remote.address, chosen)
    answers = Answers(
        name=name,
        branch=wanted.branch,
        repository=remote.address if remote else None,
    )
    layout = locate_portal(whole)
    if recipes:
        answers = replace(answers, **placed(layout))
    answers = replace(answers, edit=remote.edit(wanted.branch, quote(layout.prefix)) if remote else None)
    parts = [Part.SITE, Part.GUIDE]
    has_maps = _filled(layout.maps_folder)
    if not has_maps:
        parts.append(Part.EXAMPLE)
    if recipes:
        parts += recipe_parts(chosen)
    try:
        whole.mkdir(parents=True, exist_ok=True)
        written = write_new(whole, [*planned(parts, answers), *installation()])
        helping = _help_editors(whole)
    except OSError as fault:
        raise wrong_folder(folder, fault) from None
    told = (Piece(", ".join(helping), _FOR_EDITORS, ""),) if helping else ()
    deliver(said(WriteResult((*written.made, *told), written.same, written.kept)), None)
    _say_what_follows(folder, written, has_maps=layout.maps if has_maps else None)


def placed(layout: PortalLocation) -> dict[str, Any]:
    """Where a portal is in its repository, as fields of `Answers`.

    Raises click.UsageError for a folder whose name cannot be used in recipes.
    """
    folder = layout.prefix.removesuffix("/")
    around = [layout.from_top(each) for each in (layout.maps, layout.docs)]
    within = tuple(each for each in around if not each.startswith((layout.prefix, "../")))
    for each in (folder, *within):
        if each and not is_plain(each):
            raise click.UsageError(
                f"recipes cannot name the folder `{printable(each)}`: give it a name of letters, digits, `-`, `_` and `.`"
                ", or leave the recipes out (--no-recipes)"
            )
    inside = layout.maps_apart and layout.top is not None and layout.top in layout.maps_folder.parents
    return {"folder": folder, "sources": within, "submodule": inside}


def _help_editors(whole: Path) -> list[str]:
    """Write the schemas for editors and the settings that name them, if they do not exist yet.

    Returns the folders in which something was written.
    """
    try:
        files = editor_files(locate_portal(whole))
    except UnreadableSettingsError:
        return []  # `journeybook schema` reports the fault
    new = (Piece(file, _FOR_EDITORS, text) for file, text in files.items() if not (whole / file).exists())
    made = write_new(whole, new).made
    return sorted({f"{posixpath.dirname(each.path)}/" for each in made if "/" in each.path})


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
    """The repository that was named, else the remote that git fetches from."""
    if address is not None:
        remote = remote_of(address, host)
        if remote is None:
            raise click.UsageError(f"`{printable(address)}` is no address of a repository")
        return remote
    there = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        url = open_repository(there).ask("remote", "get-url", "origin")
    except NoRepositoryError:
        return None
    except GitError as fault:
        click.echo(f"note: the address of the repository is not known: {fault}", err=True)
        return None
    return remote_of(url, host) if url else None


def _filled(maps: Path) -> bool:
    return maps.exists() and (not maps.is_dir() or any(maps.iterdir()))


def wrong_folder(folder: Path, fault: OSError) -> click.UsageError:
    """A message for a folder that cannot be written to."""
    reason = (fault.strerror or "no reason is given").lower()
    where = fault.filename if isinstance(fault.filename, str) else str(folder)
    return click.UsageError(f"{printable(where)} cannot be written: {reason}")


def said(written: WriteResult) -> str:
    """The files that were written and kept, for the terminal."""
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


def say_of_requirements(written: WriteResult) -> None:
    """Print what to do about a site's own requirements, which the recipes cannot install."""
    if any(each.path == DEPENDENCIES for each in written.kept):
        click.echo(
            f"{DEPENDENCIES} is one of your own, and the recipes install it with --require-hashes: give its packages "
            "hashes and add what `journeybook` needs, or rename it and install it in the recipes by a line more.",
            err=True,
        )


def say_of_others(written: WriteResult, folder: Path) -> None:
    """Print what to do if another portal's recipe has the only place where the host looks."""
    shown = printable(str(folder))
    for each in written.kept:
        name = each.path.rpartition("/")[2]
        if not each.path.startswith("../"):
            continue
        if name == ".pre-commit-config.yaml":
            click.echo(
                f"{each.path} is there: add the hooks that `journeybook ci pre-commit {shown}` prints.",
                err=True,
            )
        elif name == ".gitlab-ci.yml":
            click.echo(
                f"{each.path} is there: put what `journeybook ci gitlab {shown}` prints into a file of its own, and name "
                "it there below `include:`.",
                err=True,
            )


def _say_what_follows(folder: Path, written: WriteResult, *, has_maps: str | None) -> None:
    if has_maps:
        click.echo(f"{printable(has_maps)}/ is not empty, so no example was written.", err=True)
    settings = next((each for each in written.kept if each.path == "mkdocs.yml"), None)
    if settings and "journeybook" not in (folder / "mkdocs.yml").read_text("utf-8", errors="replace"):
        click.echo(
            "Add `- journeybook` below `plugins:` in mkdocs.yml, and `theme: {name: material}`.", err=True
        )
    say_of_requirements(written)
    say_of_others(written, folder)
    place = "" if folder == Path() else f"  cd {printable(str(folder))}\n"
    click.echo(
        f"\nNext:\n{place}"
        "  mkdocs serve         the portal, live, at http://127.0.0.1:8000/\n"
        "  journeybook check    what is wrong, and where",
        err=True,
    )
