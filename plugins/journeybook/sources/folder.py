"""The walk through `maps/`: the source files with their kinds and ids, and files out of place."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.kinds import KIND_FOLDERS
from journeybook.library.objects import Kind, Ref
from journeybook.rules import file_rules
from journeybook.sources.file_format import Form
from journeybook.sources.ids import spelled
from journeybook.sources.images import PHOTO_ENDINGS
from journeybook.sources.step_ids import is_id
from journeybook.sources.text_file import not_a_file, symbolic_link, unreadable
from journeybook.sources.validation_messages import ID_HELP, shown
from journeybook.text.characters import visible
from journeybook.text.suggestions import nearest

OBJECTS = 20_000
"""The most objects of a portal; its pages are measured with half as many maps."""

SECTION_DEPTH = 4

RESERVED = frozenset(
    {"index", "readme", "404", "assets", "search", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Stems with another meaning: pages of the site, and device names that Windows reserves."""

_ENDINGS = {".yml", ".yaml", ".md"}
_LEFTOVER = re.compile(r".*~|#.*#|.*\.(?:swp|swo|tmp|bak|orig|rej)|Thumbs\.db|desktop\.ini", re.IGNORECASE)
_READ_ME = re.compile(r"README(?:\.(?:md|txt))?|LICENSE|CODEOWNERS")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source file: its path, its name in diagnostics, the object it describes, its section."""

    path: Path
    file: str
    ref: Ref
    form: Form
    section: str = ""


@dataclass(slots=True)
class Folder:
    """The contents of a portal's folder of sources, in the order of names."""

    vocabulary: tuple[Path, str] | None = None
    files: list[SourceFile] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    # Objects whose files are refused for their names or kinds; links to them are not reported.
    refused: dict[str, Ref] = field(default_factory=dict)


def walk_sources(root: Path, maps: str = "maps") -> Folder:
    """The source files below `root / maps`; files are not read and links are not followed.

    `findings` report what does not belong there.
    """
    folder = Folder()
    top = root / maps
    name = visible(maps.replace(os.sep, "/"))
    if top.is_symlink():
        folder.findings.append(symbolic_link(name))
        return folder
    if not top.is_dir():
        folder.findings.append(
            file_rules.missing_folder.at(
                Place(name), f"there is no folder {shown(name)}", "make it, with a map in `journeys/`"
            )
        )
        return folder
    for entry in _entries(top, name, folder):
        _take_top(entry, name, folder)
    _report_doubles(folder)
    return folder


def _entries(path: Path, file: str, folder: Folder) -> Iterator[os.DirEntry[str]]:
    """The entries of a folder in the order of names, without leftovers such as backups."""
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as fault:
        folder.findings.append(unreadable(fault, file))
        return
    for entry in entries:
        if entry.name in _ENDINGS:
            folder.findings.append(_bad_name(f"{file}/{entry.name}", entry.name, "a file"))
        elif entry.name.startswith("."):
            if os.path.splitext(entry.name)[1].lower() in _ENDINGS:  # noqa: PTH122 (a name, not a path)
                folder.findings.append(
                    file_rules.misplaced_file.at(
                        Place(f"{file}/{visible(entry.name)}"),
                        "a hidden file is not read",
                        "remove the point at the beginning of its name, or the file",
                        severity=Severity.WARNING,
                    )
                )
        elif not _LEFTOVER.fullmatch(entry.name) and not _READ_ME.fullmatch(entry.name):
            yield entry


def _take_top(entry: os.DirEntry[str], maps: str, folder: Folder) -> None:
    file = f"{maps}/{visible(entry.name)}"
    if entry.is_symlink():
        folder.findings.append(symbolic_link(file))
    elif entry.is_dir(follow_symlinks=False):
        kind = KIND_FOLDERS.get(entry.name)
        if kind:
            _walk(Path(entry.path), file, kind, "", folder)
        elif entry.name != "__pycache__":
            meant = nearest(entry.name, KIND_FOLDERS)
            folders = ", ".join(f"`{name}`" for name in KIND_FOLDERS)
            folder.findings.append(
                file_rules.misplaced_file.at(
                    Place(file),
                    f"no kind of source lives in {shown(entry.name)}",
                    f"did you mean `{meant}`?" if meant else f"the folders here are {folders}",
                )
            )
    elif not entry.is_file(follow_symlinks=False):
        folder.findings.append(not_a_file(file))
    elif entry.name in ("vocabulary.yml", "vocabulary.yaml"):
        if folder.vocabulary:
            folder.findings.append(
                file_rules.duplicate_id.at(
                    Place(file), f"the vocabulary stands in {folder.vocabulary[1]} already", "keep one file"
                )
            )
        else:
            folder.vocabulary = (Path(entry.path), file)
    elif os.path.splitext(entry.name)[1] in _ENDINGS:  # noqa: PTH122
        meant = nearest(entry.name, ("vocabulary.yml",))
        way = (
            f"did you mean `{meant}`?"
            if meant
            else "move it into the folder of its kind, such as `journeys/`"
        )
        folder.findings.append(
            file_rules.misplaced_file.at(Place(file), "this file lies outside the folders of the kinds", way)
        )
    else:
        folder.findings.append(_unexpected(file))


def _walk(path: Path, file: str, kind: Kind, section: str, folder: Folder) -> None:
    """Add the files of a kind's folder and of the sections below it."""
    for entry in _entries(path, file, folder):
        name = f"{file}/{visible(entry.name)}"
        if entry.is_symlink():
            folder.findings.append(symbolic_link(name))
            _refuse(name, entry.name, kind, folder)
        elif entry.is_dir(follow_symlinks=False):
            below = f"{section}/{entry.name}" if section else entry.name
            if not is_id(entry.name):
                folder.findings.append(_bad_name(name, entry.name, "a folder"))
            elif below.count("/") >= SECTION_DEPTH:
                folder.findings.append(
                    file_rules.misplaced_file.at(
                        Place(name), f"sections nest {SECTION_DEPTH} deep at most", "move it up"
                    )
                )
            else:
                _walk(Path(entry.path), name, kind, below, folder)
        elif not entry.is_file(follow_symlinks=False):
            folder.findings.append(not_a_file(name))
            _refuse(name, entry.name, kind, folder)
        else:
            _take(entry, name, kind, section, folder)


def _take(entry: os.DirEntry[str], file: str, kind: Kind, section: str, folder: Folder) -> None:
    stem, ending = os.path.splitext(entry.name)  # noqa: PTH122 (a name, not a path)
    form = _form(ending, kind)
    if form is None:
        folder.findings.append(_unexpected(file))
        if ending.lower() in _ENDINGS:
            _refuse(file, entry.name, kind, folder)
        return
    if form is Form.PHOTO:
        folder.files.append(SourceFile(Path(entry.path), file, Ref(kind, stem), form, section))
        return
    if not is_id(stem):
        folder.findings.append(_bad_name(file, stem, "a file"))
        _refuse(file, entry.name, kind, folder)
        return
    if stem in RESERVED:
        folder.findings.append(
            file_rules.reserved_name.at(
                Place(file), f"the name `{stem}` is taken by the system", f"call it `{stem}-{kind}` or so"
            )
        )
        _refuse(file, entry.name, kind, folder)
        return
    if len(folder.files) >= OBJECTS:
        if len(folder.files) == OBJECTS and not any(
            found.code == file_rules.too_many_files.code for found in folder.findings
        ):
            folder.findings.append(
                file_rules.too_many_files.at(
                    Place(file), f"more than {OBJECTS:,} files", "split the portal; the rest is not read"
                )
            )
        _refuse(file, entry.name, kind, folder)
        return
    folder.files.append(SourceFile(Path(entry.path), file, Ref(kind, stem), form, section))


def _form(ending: str, kind: Kind) -> Form | None:
    if ending in (".yml", ".yaml"):
        return Form.YAML
    if ending == ".md":
        return Form.MARKDOWN
    if ending == ".csv" and kind is Kind.METRIC:
        return Form.VALUES
    return Form.PHOTO if ending in PHOTO_ENDINGS else None


def _refuse(file: str, name: str, kind: Kind, folder: Folder) -> None:
    folder.refused[file] = Ref(kind, visible(os.path.splitext(name)[0]))  # noqa: PTH122


def _unexpected(file: str) -> Diagnostic:
    ending = os.path.splitext(file)[1]  # noqa: PTH122
    if ending.lower() in _ENDINGS:
        return file_rules.unexpected_ending.at(
            Place(file), f"the ending `{ending}` is not read", f"rename it to end in `{ending.lower()}`"
        )
    return file_rules.unexpected_ending.at(
        Place(file),
        f"files that end in {shown(ending)} do not belong here"
        if ending
        else "this file does not belong here",
        "sources end in `.yml`, `.yaml` or `.md`; metrics have a `.csv` beside them, personas a picture",
    )


def _bad_name(file: str, name: str, what: str) -> Diagnostic:
    better = spelled(name)
    return file_rules.invalid_name.at(
        Place(file),
        f"{shown(name)} cannot be the name of {what}",
        f"{ID_HELP}; perhaps `{better}`" if better else ID_HELP,
    )


def _report_doubles(folder: Folder) -> None:
    """Report every file whose id is taken by an earlier one of its kind, and remove it."""
    first: dict[tuple[Ref, bool], SourceFile] = {}
    kept = []
    for each in folder.files:
        key = (each.ref, each.form is Form.VALUES)
        if each.form is Form.PHOTO:
            kept.append(each)
        elif key in first:
            folder.findings.append(
                file_rules.duplicate_id.at(
                    Place(each.file),
                    f"the id `{each.ref.id}` is taken by {first[key].file}",
                    "an id stands once in its folder and all sections of it; rename one of the two files",
                )
            )
            folder.refused[each.file] = each.ref
        else:
            first[key] = each
            kept.append(each)
    folder.files[:] = kept
