"""What `journeybook codeowners` does."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from journeybook.cli.terminal import deliver, place_prefix, portal_layout
from journeybook.forge.codeowners import Owners, existing, fitting, in_step, owners_of
from journeybook.portal.repair import unified_diff
from journeybook.sources.file_writer import create_file, replace_file
from journeybook.sources.loading import load
from journeybook.text.characters import printable

FOUND = 1
"""Exit status of `--check` if the block is out of date."""


def keep_in_step(maps: Path | None, file: Path | None, *, write: bool, check: bool) -> None:
    """Print, write or check the block of owners; a check ends with 1 if it is out of date."""
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    # Hosts look for the file in the repository of the maps, which differs for maps in a submodule.
    top = layout.maps_top or root
    owners = owners_of(load(root, folder), layout.from_maps_top)
    if not owners.files:
        raise click.UsageError(
            "no owner of a map has `handles:`; write them into the vocabulary: "
            'teams: {billing: {title: Billing, handles: ["@fennel/billing"]}}'
        )
    target = file or existing(top) or fitting(top)
    before = _text(target)
    after = in_step(before, owners, gitlab=target.parent.name == ".gitlab")
    shown = printable(f"{place_prefix(target.parent)}{target.name}")
    if not write and not check:
        deliver(after, None)
    elif before == after:
        click.echo(f"{shown} is in step with the owners of {_files(len(owners.files))}.")
    elif check:
        deliver(unified_diff(before.encode(), after.encode(), shown, f"{shown} (in step)"), None)
        click.echo(f"{shown} is out of step; `journeybook codeowners --write` mends it", err=True)
    else:
        _write(target, after)
        click.echo(f"Wrote the owners of {_files(len(owners.files))} to {shown}.")
    _tell_silent(owners)
    if check and before != after:
        sys.exit(FOUND)


def _text(target: Path) -> str:
    if not target.exists():
        return ""
    try:
        return target.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{printable(str(target))} is no UTF-8") from None
    except OSError as fault:
        raise _refused(target, fault) from None


def _write(target: Path, text: str) -> None:
    try:
        if target.exists():
            replace_file(target, text.encode())
        else:
            create_file(target, text)
    except OSError as fault:
        raise _refused(target, fault) from None


def _refused(target: Path, fault: OSError) -> click.UsageError:
    reason = (fault.strerror or "no reason is given").lower()
    return click.UsageError(f"{printable(str(target))} cannot be used: {reason}")


def _tell_silent(owners: Owners) -> None:
    for team, count in owners.silent.items():
        click.echo(f"note: `{team}` owns {_files(count)} and has no `handles:` in the vocabulary", err=True)


def _files(count: int) -> str:
    return f"{count} file{'' if count == 1 else 's'}"
