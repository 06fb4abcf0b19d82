"""A portal: everything that its sources say, and everything that is wrong with them.

This is where hosts begin. `read_portal` reads and checks a whole folder, `read_map` one map in place.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from journeybook.checks.examine import examine, examine_map
from journeybook.checks.inquiry import Inquiry
from journeybook.checks.limits import limited
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.library import Kind, Library, Ref
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary
from journeybook.sources.loading import load
from journeybook.sources.misfits import no_id
from journeybook.sources.objects import read_object


@dataclass(frozen=True)
class Portal:
    """A library with every finding about its sources.

    `broken` names everything that an error keeps from being shown as it was meant, with its diagnostics;
    some of it is in the library all the same. `texts` holds the sources by file name, for excerpts; `counted`
    is the number of map files that were looked at.
    """

    library: Library
    diagnostics: tuple[Diagnostic, ...]
    broken: Mapping[Ref, tuple[Diagnostic, ...]]
    texts: Mapping[str, str]
    counted: int


def read_portal(root: Path, maps: str = "maps") -> Portal:
    """Read and check everything in the folder `maps` of `root`; file names are relative to `root`.

    A mistake never raises: it is among the diagnostics, and what it concerns is in `broken`.
    """
    with _collector_at_rest():
        return _read(root, maps)


def _read(root: Path, maps: str) -> Portal:
    loaded = load(root, maps)
    damaged = _broken(loaded.findings, loaded.files)
    docs = root / "docs"
    inquiry = Inquiry(
        loaded.library,
        frozenset(damaged),
        loaded.strays,
        loaded.vocabulary,
        words_damaged=any(
            each.severity is Severity.ERROR and each.place.file == loaded.vocabulary.file
            for each in loaded.findings
        ),
        docs=docs if docs.is_dir() else None,
    )
    diagnostics = limited((*loaded.findings, *examine(inquiry)))
    return Portal(
        loaded.library,
        diagnostics,
        _broken(diagnostics, loaded.files),
        loaded.texts,
        sum(1 for ref in set(loaded.files.values()) if ref.kind is Kind.JOURNEY),
    )


def read_map(
    text: str,
    file: str,
    key: str,
    *,
    markdown: bool,
    vocabulary: Vocabulary,
    first_line: int = 1,
) -> tuple[Journey | None, tuple[Diagnostic, ...]]:
    """The map that `text` describes, with the id `key`, and what is wrong with it by itself.

    `first_line` is the line of `file` on which `text` begins. References to other things are not checked,
    because a map in place may stand in a page that knows no library.
    """
    read = read_object(text, file, Ref(Kind.JOURNEY, key), markdown=markdown, first_line=first_line)
    if not isinstance(read.item, Journey):
        return None, limited(read.findings)
    strays = (no_id(stray.text, stray.place) for stray in read.strays)
    return read.item, limited((*read.findings, *strays, *examine_map(read.item, read.source, vocabulary)))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from walking over the library while it grows.

    It is made of a million small objects without a cycle; looking at them again and again takes as long as
    reading them.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


def _broken(diagnostics: Iterable[Diagnostic], files: Mapping[str, Ref]) -> dict[Ref, tuple[Diagnostic, ...]]:
    """What files describe in which there is an error, with the errors."""
    found: dict[Ref, list[Diagnostic]] = {}
    for each in diagnostics:
        ref = files.get(each.place.file)
        if ref and each.severity is Severity.ERROR:
            found.setdefault(ref, []).append(each)
    return {ref: tuple(found[ref]) for ref in sorted(found)}
