"""From a folder of sources to a library, with the fields of shared steps filled in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.kinds import FILE_KINDS
from journeybook.library.images import ImageFile
from journeybook.library.map_headers import MapHeader
from journeybook.library.objects import Item, Kind, Library, Ref, Source
from journeybook.model.journey import Journey
from journeybook.model.metric import Reading
from journeybook.model.vocabulary import Vocabulary
from journeybook.progress import ProgressCallback, no_progress
from journeybook.rules import field_rules, metric_rules
from journeybook.sources.file_format import Form
from journeybook.sources.folder import Folder, SourceFile, walk_sources
from journeybook.sources.lazy_maps import ReadObjects, Shelf, Unread
from journeybook.sources.metric_values import read_readings
from journeybook.sources.objects import read_object, read_vocabulary
from journeybook.sources.same_as import resolve_shared
from journeybook.sources.text_file import decode
from journeybook.sources.validation import Stray
from journeybook.text.characters import visible


@dataclass(frozen=True, slots=True)
class FileFindings:
    """The findings about one file that do not depend on other files."""

    findings: tuple[Diagnostic, ...] = ()
    strays: tuple[Stray, ...] = ()
    advice: tuple[Diagnostic, ...] = ()


Earlier: TypeAlias = Callable[[str, str], tuple[FileFindings, MapHeader] | None]
"""Returns what an earlier run found of a map with this file name and text, or None."""


@dataclass(frozen=True, slots=True)
class MapRead:
    """A map that was just read, with the words of the portal, and what has an error of the two."""

    ref: Ref
    journey: Journey
    source: Source
    findings: FileFindings
    vocabulary: Vocabulary
    words: Source
    damaged: bool
    words_damaged: bool


Digest: TypeAlias = Callable[[MapRead], MapHeader | None]
"""Takes all that is needed of a map; then returns its header, so that the map can be forgotten."""


def unknown(file: str, text: str) -> None:
    """Nothing from an earlier run."""


@dataclass(frozen=True)
class Loaded:
    """A library and the results of reading it.

    `files` gives the object that each file describes and `texts` the content of every file that is
    text. `strays` are references that cannot be ids, `vocabulary` is the source of the vocabulary,
    `skimmed` holds the findings of each map by its id. `advice` are hints that concern only those
    who publish.
    """

    library: Library
    findings: tuple[Diagnostic, ...]
    strays: tuple[Stray, ...]
    files: Mapping[str, Ref]
    texts: Mapping[str, str]
    vocabulary: Source
    advice: tuple[Diagnostic, ...] = ()
    skimmed: Mapping[str, FileFindings] = field(default_factory=dict)


@dataclass(slots=True)
class _Loading:
    earlier: Earlier
    findings: list[Diagnostic] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    advice: list[Diagnostic] = field(default_factory=list)
    overrides: Mapping[str, bytes] = field(default_factory=dict)
    files: dict[str, Ref] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    items: dict[Ref, Item] = field(default_factory=dict)
    sources: dict[Ref, Source] = field(default_factory=dict)
    skimmed: dict[str, FileFindings] = field(default_factory=dict)
    unread: dict[str, Unread] = field(default_factory=dict)
    headers: dict[str, MapHeader] = field(default_factory=dict)
    objects: ReadObjects = field(default_factory=ReadObjects)
    advised: bool = True
    digest: Digest | None = None
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    words: Source = field(default_factory=lambda: Source(""))
    faulty: frozenset[str] = frozenset()

    def note(self, ref: Ref, found: FileFindings) -> None:
        """Add the findings of a file."""
        self.findings.extend(found.findings)
        self.strays.extend(found.strays)
        self.advice.extend(found.advice)
        if ref.kind is Kind.JOURNEY:
            self.skimmed[ref.id] = found

    def text(self, path: Path, file: str) -> str | None:
        """The text of a file, stored for excerpts; None, with a finding, if it cannot be read."""
        given = self.overrides.get(file)
        text, findings = self.objects.texts.shown(path, file) if given is None else decode(given, file)
        self.findings.extend(findings)
        if text is not None:
            self.texts[file] = text
        return None if findings else text


NOTHING: Mapping[str, bytes] = MappingProxyType({})


def load(
    root: Path,
    maps: str = "maps",
    overrides: Mapping[str, bytes] = NOTHING,
    earlier: Earlier = unknown,
    on_progress: ProgressCallback = no_progress,
    *,
    objects: ReadObjects | None = None,
    advised: bool = True,
    digest: Digest | None = None,
) -> Loaded:
    """The library below `root / maps`, with the findings of every file.

    Objects that cannot be read are not in the library. `overrides` replace the contents of files by
    their names relative to `root`. A map for which `earlier` has findings is read only when it is
    taken from the library. `on_progress` receives the number of files that are done. `objects`
    holds those of an earlier call in this process, and receives those of this one. Without
    `advised` the hints for those who publish are left out. A map for which `digest` returns a
    header is forgotten, and read again when it is taken from the library.
    """
    folder = walk_sources(root, maps)
    loading = _Loading(
        earlier,
        findings=list(folder.findings),
        files=dict(folder.refused),
        overrides=overrides,
        objects=objects or ReadObjects(),
        advised=advised,
        digest=digest,
    )
    vocabulary, source = loading.vocabulary, loading.words = _vocabulary(folder, maps, loading)
    loading.faulty = _files_with_errors(loading.findings)
    readings = _readings(folder, loading)
    for done, each in enumerate(folder.files, 1):
        if each.form in (Form.YAML, Form.MARKDOWN):
            _read(each, readings.get(each.ref), loading)
        on_progress(done, len(folder.files))
    images = _images(folder, visible(maps.replace(os.sep, "/")), loading)
    shelves: dict[str, Any] = {shelf: {} for shelf in FILE_KINDS.values()}
    for ref in sorted(loading.items):
        shelves[FILE_KINDS[ref.kind]][ref.id] = loading.items[ref]
    read: dict[str, Journey] = shelves["journeys"]
    among: Mapping[str, Journey] = Shelf(read, loading.unread) if loading.unread else read
    resolved, circles = resolve_shared(read, loading.sources, among)
    shelves["journeys"] = resolved
    if loading.unread:
        shelves["journeys"] = Shelf(resolved, loading.unread)
    file = source.file if folder.vocabulary else None
    library = Library(
        vocabulary=vocabulary,
        sources=loading.sources,
        vocabulary_file=file,
        headers=loading.headers,
        images=images,
        **shelves,
    )
    return Loaded(
        library,
        (*loading.findings, *circles),
        tuple(loading.strays),
        loading.files,
        loading.texts,
        source,
        tuple(loading.advice),
        loading.skimmed,
    )


def _files_with_errors(findings: Iterable[Diagnostic]) -> frozenset[str]:
    return frozenset(each.place.file for each in findings if each.severity is Severity.ERROR)


def _vocabulary(folder: Folder, maps: str, loading: _Loading) -> tuple[Vocabulary, Source]:
    if not folder.vocabulary:
        return Vocabulary(), Source(f"{maps}/vocabulary.yml")
    path, file = folder.vocabulary
    text = loading.text(path, file)
    if text is None:
        return Vocabulary(), Source(file)
    vocabulary, source, findings, strays = read_vocabulary(text, file)
    loading.findings.extend(findings)
    loading.strays.extend(strays)
    return vocabulary, source


def _readings(folder: Folder, loading: _Loading) -> dict[Ref, tuple[Reading, ...]]:
    """The values of every metric that has a file of values."""
    metrics = {each.ref for each in folder.files if each.form in (Form.YAML, Form.MARKDOWN)}
    found: dict[Ref, tuple[Reading, ...]] = {}
    for each in folder.files:
        if each.form is not Form.VALUES:
            continue
        loading.files[each.file] = each.ref
        if each.ref not in metrics and each.ref not in folder.refused.values():
            loading.findings.append(
                metric_rules.values_without_metric.at(
                    Place(each.file),
                    "values without a metric",
                    f"describe the metric in `{each.ref.id}.yml` beside this file",
                )
            )
        found[each.ref] = ()  # it exists but cannot be read, which has been reported
        text = loading.text(each.path, each.file)
        if text is not None:
            found[each.ref], findings = read_readings(text, each.file)
            loading.findings.extend(findings)
    return found


def _read(each: SourceFile, readings: tuple[Reading, ...] | None, loading: _Loading) -> None:
    loading.files[each.file] = each.ref
    text = loading.text(each.path, each.file)
    if text is None:
        return
    given: dict[str, Any] = {"section": each.section}
    if readings:
        given["readings"] = readings
    reading = partial(
        read_object,
        text,
        each.file,
        each.ref,
        markdown=each.form is Form.MARKDOWN,
        given=given,
        advised=loading.advised,
    )
    item = loading.objects.object(each.file, text, given, reading)
    found = loading.earlier(each.file, text) if each.ref.kind is Kind.JOURNEY else None
    if found:
        loading.unread[each.ref.id] = item
        loading.sources[each.ref] = item.source
        findings, loading.headers[each.ref.id] = found
        loading.note(each.ref, findings)
        return
    read = item.again
    findings = FileFindings(read.findings, read.strays, read.advice)
    loading.note(each.ref, findings)
    if read.item and loading.digest and isinstance(read.item, Journey):
        header = loading.digest(
            MapRead(
                each.ref,
                read.item,
                read.source,
                findings,
                loading.vocabulary,
                loading.words,
                each.file in loading.faulty or bool(_files_with_errors(read.findings)),
                loading.words.file in loading.faulty,
            )
        )
        if header:
            item.forget()
            loading.unread[each.ref.id] = item
            loading.sources[each.ref] = item.source
            loading.headers[each.ref.id] = header
            return
    if read.item:
        loading.items[each.ref] = read.item
        loading.sources[each.ref] = read.source
        if each.ref.kind is Kind.METRIC and readings is None:
            loading.findings.append(
                metric_rules.no_values.at(
                    Place(each.file),
                    "this metric has no values",
                    f"put them into `{each.ref.id}.csv` beside this file: `date,value` and a row for each date",
                )
            )


def _images(folder: Folder, root: str, loading: _Loading) -> dict[str, ImageFile]:
    """Every picture that can be shown, by its path below the folder of sources.

    That the photo named by each persona exists is checked too.
    """
    images: dict[str, ImageFile] = {}
    there = set()
    for each in folder.files:
        if each.form is Form.PHOTO:
            there.add(each.path.name)
            image, findings = loading.objects.picture(each.path, each.file)
            if each.ref.kind is Kind.PERSONA:
                # `photo:` shows a picture that is cut off, as far as it goes.
                findings = tuple(found for found in findings if found.severity is Severity.ERROR)
            loading.findings.extend(findings)
            if image is not None:
                images[each.file.removeprefix(f"{root}/")] = image
    for ref, item in loading.items.items():
        photo = getattr(item, "photo", None)
        if photo and photo not in there:
            loading.findings.append(
                field_rules.missing_picture.at(
                    loading.sources[ref].place(("photo",)),
                    f"there is no picture `{photo}` beside the personas",
                    "put it into `personas/`, or remove the line and initials are drawn",
                )
            )
    return images
