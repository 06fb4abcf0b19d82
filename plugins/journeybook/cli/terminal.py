"""What commands share: the folder they are about, and where their results go."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from journeybook.history.git import GitError
from journeybook.kinds import KIND_FOLDERS
from journeybook.sources.characters import printable, visible


def same_folder(maps: Path) -> tuple[Path, str]:
    """The portal's root and the name of its folder of maps, which need not exist any more."""
    whole = Path(os.path.abspath(maps))  # noqa: PTH100 (resolving would follow links)
    if not whole.name or not whole.parent.is_dir():
        raise click.UsageError(f"{printable(str(maps))} cannot be a folder of maps; name one, such as `maps`")
    return whole.parent, whole.name


def source_folder(path: Path) -> tuple[Path, str]:
    """The portal's root and the name of its folder of maps, from either of them; wrong usage where there is no folder."""
    if not path.is_dir():
        what = "is no folder" if path.exists() else "does not exist"
        raise click.UsageError(f"{printable(str(path))} {what}; name a folder of maps, such as `maps`")
    inner = path / "maps"
    if inner.is_dir() and not any((path / folder).is_dir() for folder in KIND_FOLDERS):
        return path, "maps"
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (resolving would follow links)
    if path.name in ("", "..") or not whole.name:
        path = whole
    return path.parent, path.name


def place_prefix(root: Path) -> str:
    """What stands between the working folder and the root, so that the places printed can be opened."""
    try:
        prefix = os.path.relpath(root).replace(os.sep, "/")
    except ValueError:  # on another drive of Windows
        prefix = root.as_posix()
    return "" if prefix == "." else f"{visible(prefix)}/"


def line_width() -> int | None:
    """The columns of the terminal; None where the output is no terminal, and nothing is to be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def deliver(text: str, out: Path | None) -> None:
    """Print, whatever the encoding of the terminal is, or write to the file that was named."""
    if out is None:
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
    """What git cannot give, as one line and the status 2."""
    return _Refusal(str(fault))


class _Refusal(click.ClickException):
    exit_code = 2
