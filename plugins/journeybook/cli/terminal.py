"""Functions shared by commands: the portal they are about, and their output."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journeybook.forge.workflow_commands import inert_log
from journeybook.history.git import GitError, NoRepositoryError, open_repository
from journeybook.kinds import KIND_FOLDERS
from journeybook.text.characters import printable, visible

if TYPE_CHECKING:  # `--help` imports this module and must not import YAML
    from journeybook.sources.portal_location import PortalLocation


def portal_layout(maps: Path | None) -> PortalLocation:
    """The portal with this folder of maps, which need not exist; None is the working folder's."""
    from journeybook.sources.portal_location import locate_portal, locate_portal_around  # noqa: PLC0415

    if maps is None:
        return _known(locate_portal(Path.cwd()))
    whole = Path(os.path.abspath(maps))  # noqa: PTH100 (resolving would follow links)
    if not whole.name or not whole.parent.is_dir():
        raise click.UsageError(f"{printable(str(maps))} cannot be a folder of maps; name one, such as `maps`")
    return locate_portal_around(whole, Path.cwd())


def named_layout(path: Path | None) -> PortalLocation:
    """The portal whose root or folder of maps is `path`; None is the working folder's.

    Raises click.UsageError if there is no folder of maps.
    """
    found = portal_layout(None) if path is None else _meant(path)
    if not found.maps_folder.is_dir():
        shown = printable(found.maps if path is None else str(path))
        if found.settings and found.settings.maps:
            raise click.UsageError(
                f"{found.settings.file} says that the maps are in `{shown}`, and there is no such folder"
            )
        what = "is no folder" if found.maps_folder.exists() else "does not exist"
        raise click.UsageError(f"{shown} {what}; name a folder of maps, such as `maps`")
    return found


def _meant(path: Path) -> PortalLocation:
    from journeybook.sources.portal_location import locate_portal, locate_portal_around  # noqa: PLC0415

    if path.is_dir() and not any((path / folder).is_dir() for folder in KIND_FOLDERS):
        within = locate_portal(path)
        if within.maps_folder.is_dir() or (within.settings and within.settings.plugin):
            return _known(within)
    return locate_portal_around(path, Path.cwd())


def _known(layout: PortalLocation) -> PortalLocation:
    """The layout; raises click.UsageError if only MkDocs can resolve the folder of maps."""
    if layout.settings and "maps" in layout.settings.unknown:
        raise click.UsageError(
            f"{layout.settings.file} takes `maps` from somewhere that only MkDocs looks at; name the folder of maps"
        )
    return layout


def tell_owner(layout: PortalLocation) -> None:
    """Print a note if git refuses another owner's repository, which changes how age is judged."""
    top = layout.maps_top
    try:
        # Git is only run in the rare case that it would refuse.
        if top is None or not hasattr(os, "geteuid") or (top / ".git").lstat().st_uid == os.geteuid():
            return
        open_repository(top)
    except (NoRepositoryError, OSError):
        return
    except GitError as fault:
        click.echo(f"note: age is not judged on the day of the newest commit: {fault}", err=True)


def place_prefix(root: Path) -> str:
    """The path from the working folder to the root, as a prefix for printed places."""
    try:
        prefix = os.path.relpath(root).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        prefix = root.as_posix()
    return "" if prefix == "." else f"{visible(prefix)}/"


def line_width() -> int | None:
    """The columns of the terminal; None if the output is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def deliver(text: str, out: Path | None, *, commands: bool = False) -> None:
    """Print a text in the encoding of the terminal, or write it to the file `out`.

    Workflow commands in a printed text are made inert, because a runner would execute them, unless
    `commands` says that they are intended. Raises click.UsageError.
    """
    if out is None:
        text = inert_log(text, commands=commands)
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
        return
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"{printable(str(out))} cannot be written: {reason}") from None


def refused(fault: GitError) -> click.ClickException:
    """The exception for a fault of git: one line and status 2."""
    return _Refusal(str(fault))


class _Refusal(click.ClickException):
    exit_code = 2
