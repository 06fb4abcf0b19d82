"""A portal: everything that its sources contain, and everything that is wrong with them.

Hosts begin here: `read_portal` reads and checks a whole folder, `read_map` one map inside of a
page.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from journeybook.cache import garbage_collection
from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_findings import Record
from journeybook.checks.map_outline import Outline, outline_of
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.reports.limits import limited
from journeybook.checks.runner import examine_item, examine_map, examine_portal
from journeybook.checks.settings import Settings, SettingsError
from journeybook.checks.severity import judged
from journeybook.checks.suppression import unsilenced
from journeybook.diagnostics import Diagnostic, Severity, arranged
from journeybook.editing.fixes import mendable
from journeybook.federation.other_portals import read_federation
from journeybook.history.baseline import Baseline
from journeybook.history.build_date import BuildDateError, build_date
from journeybook.library.map_headers import MapHeader
from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.journey import Journey, Status
from journeybook.model.vocabulary import Vocabulary
from journeybook.portal.check_cache import CheckCache
from journeybook.progress import ProgressCallback, no_progress
from journeybook.sources.loading import NOTHING, Loaded, MapRead, load
from journeybook.sources.objects import read_object
from journeybook.sources.validation_messages import no_id


@dataclass(frozen=True)
class Portal:
    """A library with every finding about its sources.

    `broken` holds every object with errors, with its diagnostics; some of these objects are in the
    library all the same. `texts` holds the sources by file name, for excerpts; `counted` is the
    number of map files, `today` the day on which ages are judged.
    """

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    broken: Mapping[Ref, tuple[Diagnostic, ...]]
    texts: Mapping[str, str]
    counted: int
    today: datetime.date | None = None


def read_portal(
    root: Path,
    maps: str = "maps",
    settings: Settings = Settings(),  # noqa: B008 (it is frozen)
    *,
    docs: str = "docs",
    overrides: Mapping[str, bytes] = NOTHING,
    mending: bool = False,
    cache: CheckCache | None = None,
    past: Baseline | None = None,
    on_progress: ProgressCallback = no_progress,
    forgetting: bool = False,
) -> Portal:
    """Read and check everything in the folder `maps` of `root`; file names are relative to `root`.

    Mistakes in sources never raise: they are diagnostics, and their objects are in `broken`.
    `settings` define which rules are reported at which level, `docs` is the folder of hand-written
    pages, `overrides` replaces the content of files. With `mending` no finding is left out, neither
    repeated ones nor those about drafts, so that all fixes are there. `cache` holds the findings
    of an earlier check and is updated with those of this one; without it every map is read. `past`
    is the former state of the files that changed since a revision, for rules that compare.
    `on_progress` is called as work proceeds. With `forgetting`, a map is forgotten once it is
    checked, and read again when it is taken from the library: a check of many maps then takes an
    eighth of the memory, and whoever wants the maps more time. Raises SettingsError if
    SOURCE_DATE_EPOCH is no date.
    """
    # The library is made of a million small objects without cycles; to scan them repeatedly takes
    # as long as to read them.
    with garbage_collection.paused():
        return _read(
            root,
            maps,
            settings,
            overrides,
            cache or CheckCache(),
            docs=docs,
            past=past,
            on_progress=on_progress,
            mending=mending,
            forgetting=forgetting,
        )


def _read(
    root: Path,
    maps: str,
    settings: Settings,
    overrides: Mapping[str, bytes],
    cache: CheckCache,
    *,
    docs: str,
    past: Baseline | None,
    on_progress: ProgressCallback,
    mending: bool,
    forgetting: bool,
) -> Portal:
    # To read a file takes about as long as to run the rules on it.
    loaded = load(
        root,
        maps,
        overrides,
        cache.load_reading,
        lambda done, whole: on_progress(done, 2 * whole),
        objects=cache.objects,
        digest=partial(_digest, cache) if forgetting else None,
    )
    federation, unread = read_federation(root, settings.federation)
    if federation:
        loaded = replace(loaded, library=replace(loaded.library, federation=federation))
    library = loaded.library
    damaged = frozenset(_broken(loaded.findings, loaded.files))
    words_damaged = any(
        finding.severity is Severity.ERROR and finding.place.file == loaded.vocabulary.file
        for finding in loaded.findings
    )
    outlines, single = _examined(loaded, damaged, cache, on_progress, words_damaged=words_damaged)
    pages = root / docs
    today = _today(root / maps, library, outlines)
    context = PortalContext(
        library,
        damaged,
        loaded.strays,
        loaded.vocabulary,
        words_damaged=words_damaged,
        docs=pages if pages.is_dir() else None,
        today=today,
        outlined=outlines,
        past=past,
    )
    found = (*unread, *loaded.findings, *loaded.advice, *single, *examine_portal(context))
    heard = judged(unsilenced(found, loaded.texts), settings, _statuses(loaded, outlines), mending=mending)
    sound = mendable(heard, loaded.texts)
    diagnostics = arranged(sound) if mending else limited(sound)
    return Portal(
        loaded.library,
        diagnostics,
        _broken(diagnostics, loaded.files),
        loaded.texts,
        sum(1 for ref in set(loaded.files.values()) if ref.kind is Kind.JOURNEY),
        today,
    )


def _digest(cache: CheckCache, read: MapRead) -> MapHeader | None:
    """The header of a map whose outline and findings are in the cache from now on; else None."""
    context = ItemContext(
        read.ref, read.journey, read.source, read.vocabulary, read.damaged, read.words_damaged
    )
    outline = outline_of(read.journey, read.source)
    words = _words(read.words, damaged=read.words_damaged)
    record = Record(read.findings, outline, words, read.damaged, examine_item(context))
    return outline.header if cache.save(read.source.file, record) else None


def _words(vocabulary: Source, *, damaged: bool) -> str:
    """A hash of all that rules for single objects use of the vocabulary."""
    return hashlib.sha256(f"{damaged} {vocabulary.text}".encode()).hexdigest()


def _examined(
    loaded: Loaded,
    damaged: frozenset[Ref],
    cache: CheckCache,
    on_progress: ProgressCallback,
    *,
    words_damaged: bool,
) -> tuple[dict[str, Outline], list[Diagnostic]]:
    """The outline of every map, and the findings of rules for single objects, unless cached."""
    library = loaded.library
    words = _words(loaded.vocabulary, damaged=words_damaged)
    outlines: dict[str, Outline] = {}
    diagnostics: list[Diagnostic] = []
    for done, ref in enumerate(sorted(library.sources), len(library.sources) + 1):
        on_progress(done, 2 * len(library.sources))
        source = library.sources[ref]
        is_map = ref.kind is Kind.JOURNEY
        outline = cache.outline(source.file) if is_map else None
        of_thing = cache.load_rule_findings(source.file, words, damaged=ref in damaged) if outline else None
        if outline is None or of_thing is None:
            item = library.item(ref)
            assert item is not None, "what has a source is on its shelf"
            context = ItemContext(ref, item, source, library.vocabulary, ref in damaged, words_damaged)
            of_thing = examine_item(context)
            if isinstance(item, Journey):
                outline = outline or outline_of(item, source)
                skimmed = loaded.skimmed[ref.id]
                cache.save(source.file, Record(skimmed, outline, words, ref in damaged, of_thing))
        if outline:
            outlines[ref.id] = outline
        diagnostics += of_thing
    return outlines, diagnostics


def read_map(
    text: str,
    file: str,
    key: str,
    *,
    markdown: bool,
    vocabulary: Vocabulary,
    first_line: int = 1,
) -> tuple[Journey | None, tuple[Diagnostic, ...]]:
    """The map in `text`, with the id `key`, and its diagnostics.

    `first_line` is the line of `file` on which `text` begins. References to other objects are not
    checked, because a map inside of a page may have no library.
    """
    read = read_object(text, file, Ref(Kind.JOURNEY, key), markdown=markdown, first_line=first_line)
    if not isinstance(read.item, Journey):
        return None, limited(read.findings)
    strays = (no_id(stray.text, stray.place) for stray in read.strays)
    return read.item, limited((*read.findings, *strays, *examine_map(read.item, read.source, vocabulary)))


def _statuses(loaded: Loaded, outlines: Mapping[str, Outline]) -> dict[str, Status]:
    return {
        file: outlines[ref.id].status
        for file, ref in loaded.files.items()
        if ref.kind is Kind.JOURNEY and ref.id in outlines
    }


def _today(maps: Path, library: Library, outlines: Mapping[str, Outline]) -> datetime.date | None:
    """The day on which ages are judged."""
    try:
        return build_date(maps, library, [outline.reviewed for outline in outlines.values()])
    except BuildDateError as fault:
        raise SettingsError(str(fault)) from None


def _broken(diagnostics: Iterable[Diagnostic], files: Mapping[str, Ref]) -> dict[Ref, tuple[Diagnostic, ...]]:
    """The objects of files with errors, with the errors."""
    found: dict[Ref, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        ref = files.get(diagnostic.place.file)
        if ref and diagnostic.severity is Severity.ERROR:
            found.setdefault(ref, []).append(diagnostic)
    return {ref: tuple(found[ref]) for ref in sorted(found)}
