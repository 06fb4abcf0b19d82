"""What `journeybook schema` does."""

from __future__ import annotations

import os
import posixpath
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import click
from pydantic import BaseModel

from journeybook.checks.reports import check_output
from journeybook.cli.terminal import deliver, named_layout
from journeybook.drawing.icons import icon_names
from journeybook.editor.completions import Offer, offer_of
from journeybook.editor.editor_files import (
    ATTRIBUTES,
    EXTENSIONS,
    SETTINGS,
    UnreadableSettingsError,
    globs,
    schema_files,
    with_attributes,
    with_extension,
    with_schemas,
    written,
)
from journeybook.editor.output_schemas import output_schema
from journeybook.editor.schema import source_schema
from journeybook.editor.schema_kinds import VOCABULARY, Output
from journeybook.format.models import MODELS
from journeybook.kinds import KIND_FOLDERS
from journeybook.model.vocabulary import Vocabulary
from journeybook.reports import diff_output
from journeybook.sources.loading import load
from journeybook.sources.portal_location import PortalLocation
from journeybook.step_fields import BUILT_IN_LANES
from journeybook.text.characters import printable

FOUND = 1
"""Exit status if a file is out of date. Wrong usage and unreadable settings end with 2."""

SOURCES: Mapping[str, type[BaseModel]] = MappingProxyType(
    {**{kind.value: model for kind, model in MODELS.items()}, VOCABULARY: Vocabulary}
)
OUTPUTS: Mapping[Output, Callable[[], Mapping[str, object]]] = MappingProxyType(
    {
        Output.CHECK: partial(output_schema, check_output.CheckOutput, vars(check_output)),
        Output.DIFF: partial(output_schema, diff_output.DiffOutput, vars(diff_output)),
    }
)
FOLDERS = MappingProxyType({kind.value: folder for folder, kind in KIND_FOLDERS.items()})


def keep_schemas(path: Path | None, kind: str | None, *, write: bool, check: bool) -> None:
    """Print the schema of a kind, or write or check all of them; raises click.UsageError."""
    if write and check:
        raise click.UsageError("--write and --check do not go together")
    if kind is not None and kind in [*Output]:
        if write or check:
            raise click.UsageError(f"the schema of {kind} is printed and stands in no file")
        deliver(written(OUTPUTS[Output(kind)]()), None)
        return
    if not (write or check or kind):
        raise click.UsageError("name a --kind to print, or say --write or --check")
    layout = named_layout(path)
    root = layout.root
    offer = _offer(root, layout.maps)
    if kind and not (write or check):
        deliver(written(source_schema(SOURCES[kind], offer)), None)
        return
    try:
        wanted = _wanted(layout, offer, kind)
        stale = {file: text for file, text in wanted.items() if _read(root, file) != text}
    except UnreadableSettingsError as fault:
        raise click.UsageError(f"{fault.file} cannot be read: {fault.message}") from None
    if check:
        _report(stale, path)
    else:
        _write(root, stale, len(wanted))


def editor_files(layout: PortalLocation) -> dict[str, str]:
    """The content of every file that editors read, by its path from the portal's root.

    Raises UnreadableSettingsError if an existing file cannot be added to.
    """
    return _wanted(layout, _offer(layout.root, layout.maps), None)


def stale_files(layout: PortalLocation) -> list[str]:
    """The files for editors that are missing or out of date.

    Raises UnreadableSettingsError if an existing file cannot be added to.
    """
    return [file for file, text in editor_files(layout).items() if _read(layout.root, file) != text]


def _offer(root: Path, maps: str) -> Offer:
    loaded = load(root, maps)
    return offer_of(
        loaded.library,
        unread=loaded.files.values(),
        icons=icon_names(),
        lanes=BUILT_IN_LANES,
    )


def _wanted(layout: PortalLocation, offer: Offer, kind: str | None) -> dict[str, str]:
    """The content of every file, or of the one schema of `kind`."""
    root = layout.root
    if kind:
        return dict(schema_files({kind: SOURCES[kind]}, offer))
    workspace = _workspace(layout)
    prefix = _way(workspace, root)
    settings, extensions = (_way(root, workspace) + file for file in (SETTINGS, EXTENSIONS))
    # Patterns cannot contain `..`: for maps outside of the workspace, the end of the path is used.
    maps = posixpath.normpath(f"{prefix}{layout.maps}")
    while maps.startswith("../"):
        maps = maps.removeprefix("../")
    return {
        **dict(schema_files(SOURCES, offer)),
        settings: with_schemas(_read(root, settings), globs(maps, FOLDERS, prefix)),
        extensions: with_extension(_read(root, extensions)),
        ATTRIBUTES: with_attributes(_read(root, ATTRIBUTES)),
    }


def _workspace(layout: PortalLocation) -> Path:
    """The folder opened in editors: the repository's top, or the portal if it has own settings."""
    own = (layout.root / SETTINGS).exists() or layout.top is None
    return layout.root if own or layout.top is None else layout.top


def _way(start: Path, end: Path) -> str:
    """The relative path from one folder to another: "", or ending in `/`."""
    way = Path(os.path.relpath(os.path.realpath(end), os.path.realpath(start))).as_posix()
    return "" if way == "." else f"{way}/"


def _read(root: Path, file: str) -> str | None:
    """The content of the file, None if there is none."""
    try:
        return (root / file).read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise UnreadableSettingsError(file, "it is not written in UTF-8") from None
    except OSError as fault:
        raise UnreadableSettingsError(file, (fault.strerror or "no reason is given").lower()) from None


def _report(stale: Mapping[str, str], path: Path | None) -> None:
    for file in stale:
        click.echo(f"{file} is out of date")
    if stale:
        where = "" if path in (None, Path("maps")) else f" {printable(str(path))}"
        click.echo(f"`journeybook schema{where} --write` mends this", err=True)
        sys.exit(FOUND)


def _write(root: Path, stale: Mapping[str, str], count: int) -> None:
    for file, text in stale.items():
        target = root / file
        for each, name in ((target.parent, posixpath.dirname(file)), (target, file)):
            if name and each.is_symlink():
                raise click.UsageError(f"{name} is a symbolic link and is not written through")
        try:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(text.encode())
        except OSError as fault:
            reason = (fault.strerror or "no reason is given").lower()
            raise click.UsageError(f"{file} cannot be written: {reason}") from None
        click.echo(f"wrote {file}", err=True)
    if not stale:
        click.echo(f"{'the file is' if count == 1 else f'all {count} files are'} up to date", err=True)
