"""What `journeybook mv` does: plan a renaming, show it or carry it out, and print the result."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import click

from journeybook.cli.terminal import deliver, place_prefix, portal_layout
from journeybook.editing.rename.rename_plan import Plan, open_portal, plan_renaming
from journeybook.editing.source_text import EditingError
from journeybook.forge.codeowners import MARK, existing
from journeybook.library.lookup import LANE, TAG, UnknownNameError, find, sort_named
from journeybook.library.objects import Kind
from journeybook.portal.repair import unified_diff
from journeybook.sources.file_writer import replace_file
from journeybook.sources.portal_location import PortalLocation
from journeybook.text.characters import printable


def rename(
    old: str, new: str, maps: Path | None, docs: Path | None, *, dry_run: bool, show_diff: bool, keep: bool
) -> None:
    """Rename `old` to `new`, or only print what that would change; raises click.UsageError."""
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    portal = open_portal(root, folder, docs.as_posix() if docs else layout.docs)
    try:
        name = find(old, portal.library)
        plan = plan_renaming(
            portal, name, _new_id(new, name.sort, name.id, step=name.step is not None), keep=keep
        )
    except UnknownNameError as fault:
        raise click.UsageError(str(fault)) from None
    except EditingError as fault:
        where = "".join(f"\n  {printable(each)}" for each in fault.places)
        raise click.UsageError(f"{printable(str(fault))}{where}") from None
    prefix = place_prefix(root)
    if show_diff:
        deliver("".join(_diff(plan, prefix)), None)
        return
    if not dry_run:
        _write(root, plan)
    deliver("\n".join(_report(plan, prefix, folder, done=not dry_run, keeps=keep)) + "\n", None)
    if not dry_run:
        for note in _notes(layout, plan):
            click.echo(note, err=True)


def _new_id(new: str, sort: str, journey: str, *, step: bool) -> str:
    """The new id without a kind or map in front, which users may write as in the old id."""
    kind, colon, rest = new.partition(":")
    if colon and sort_named(kind) == sort:
        new = rest
    map_, hash_, rest = new.partition("#")
    if hash_ and step and map_ in (journey, ""):
        new = rest
    if "#" in new:
        raise click.UsageError("a step is renamed within its map; move it to another one by hand")
    return new


def _write(root: Path, plan: Plan) -> None:
    try:
        for file, (_, content) in plan.files.items():
            replace_file(root / file, content)
        for file, target in plan.moves.items():
            if os.path.lexists(root / target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            (root / file).rename(root / target)
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(
            f"{printable(str(fault.filename))} cannot be written: {reason}; some files are renamed, look at `git status`"
        ) from None


def _diff(plan: Plan, prefix: str) -> Iterator[str]:
    for file in sorted(plan.files.keys() | plan.moves.keys()):
        target = plan.moves.get(file, file)
        if target != file:
            yield f"rename from {printable(prefix + file)}\nrename to {printable(prefix + target)}\n"
        if file in plan.files:
            text = unified_diff(*plan.files[file], f"{prefix}{file}", f"{prefix}{target}")
            yield "".join(f"{printable(line)}\n" for line in text.split("\n")[:-1])


def _report(plan: Plan, prefix: str, folder: str, *, done: bool, keeps: bool) -> Iterator[str]:
    change = plan.change
    what = plan.what
    files = len(plan.files.keys() | plan.moves.keys())
    count = sum(plan.places.values())
    new = f"{change.name.id}#{change.new}" if change.name.step else change.new
    yield (
        f"{'Renamed' if done else 'Would rename'} the {what} `{change.name.key}` ({printable(plan.title)}) to `{new}`: "
        f"{count} {'edit' if count == 1 else 'edits'} in {files} {'file' if files == 1 else 'files'}."
    )
    for file in sorted(plan.files.keys() | plan.moves.keys()):
        edits = plan.places.get(file, 0)
        target = f" -> {printable(Path(plan.moves[file]).name)}" if file in plan.moves else ""
        yield f"  {printable(prefix + file)}{target}{f'  {edits}' if edits else ''}"
    if keeps and change.name.sort not in (LANE, TAG):
        yield f"Old links lead on: `was: {change.old}` {'is' if done else 'would be'} written down."
    if done:
        yield f"Next: journeybook check {printable(prefix + folder)}"


def _notes(layout: PortalLocation, plan: Plan) -> Iterator[str]:
    """Places that name the files or the team and are not edited, for the user to change."""
    for name in ("journeybook.toml", "pyproject.toml"):
        path = layout.root / name
        if path.is_file() and any(file in path.read_text("utf-8", "replace") for file in plan.moves):
            yield f"note: {name} names the file by its old name"
    if plan.moves or plan.change.name.sort == Kind.TEAM.value:
        found = existing(layout.maps_top or layout.root)
        if found and MARK in found.read_text("utf-8", "replace"):
            yield "note: bring the owners of files in step with `journeybook codeowners --write`"
