"""Repairs a portal's sources: fixes are applied in memory, round by round, until none is left."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeybook.checks.settings import Settings
from journeybook.diagnostics import Diagnostic, Fix
from journeybook.editing.fixes import mend
from journeybook.history.baseline import Baseline
from journeybook.portal.check_cache import CheckCache
from journeybook.portal.portal import Portal, read_portal
from journeybook.progress import ProgressCallback, no_progress
from journeybook.sources.file_writer import replace_file
from journeybook.sources.text_file import read_bytes
from journeybook.sources.yaml.reader import FILE_BYTES

ROUNDS = 10
"""The most rounds: a fix may enable another, such as for the steps of a misspelt `stages`."""

_UNREADABLE = range(100, 132)
"""The numbers of rules about unreadable sources. A fix that causes one of them is undone."""


@dataclass(frozen=True, slots=True)
class Repair:
    """The repair: files' bytes before and after, the number of fixes, the repaired portal."""

    files: Mapping[str, tuple[bytes, bytes]]
    made: int
    portal: Portal


def repair(
    root: Path,
    maps: str,
    settings: Settings,
    *,
    docs: str = "docs",
    unsafe: bool = False,
    past: Baseline | None = None,
    on_progress: ProgressCallback = no_progress,
) -> Repair:
    """Apply every fix that `settings` reports, unsafe ones only if `unsafe`; write nothing.

    `past` is the former state of the files that changed since a revision, for rules that compare.
    """
    cache = CheckCache()

    def read(overrides: Mapping[str, bytes], *, mending: bool = True) -> Portal:
        # From the second round on, only the repaired files are read.
        cache.start_next()
        return read_portal(
            root,
            maps,
            settings,
            docs=docs,
            overrides=overrides,
            mending=mending,
            cache=cache,
            past=past,
            on_progress=on_progress,
        )

    before: dict[str, bytes] = {}
    now: dict[str, bytes] = {}
    made = 0
    found = read({})
    refused: set[str] = set()
    for _ in range(ROUNDS):
        step: dict[str, bytes] = {}
        counts: Counter[str] = Counter()
        for file, fixes in _fixes(found.diagnostics, unsafe=unsafe):
            content = now.get(file, _content(root, file))
            if content is None or file in refused:
                continue
            mended = mend(content, fixes)
            if mended.content != content:
                before.setdefault(file, content)
                step[file] = mended.content
                counts[file] = mended.made
        if not step:
            break
        after = read({**now, **step})
        worse = {file for file in step if _unreadable(after, file) > _unreadable(found, file)}
        refused |= worse
        now |= {file: content for file, content in step.items() if file not in worse}
        made += sum(count for file, count in counts.items() if file not in worse)
        found = read(now) if worse else after
    files = {
        file: (before[file], content) for file, content in sorted(now.items()) if before[file] != content
    }
    return Repair(files, made, read(now, mending=False))


def _fixes(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> Iterator[tuple[str, list[Fix]]]:
    by_file: dict[str, list[Fix]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix and (diagnostic.fix.safe or unsafe):
            files = {edit.place.file for edit in diagnostic.fix.edits}
            if len(files) == 1:
                by_file.setdefault(files.pop(), []).append(diagnostic.fix)
    yield from sorted(by_file.items())


def _content(root: Path, file: str) -> bytes | None:
    content, findings = read_bytes(root / file, file, FILE_BYTES)
    return None if findings else content


def _unreadable(portal: Portal, file: str) -> int:
    return sum(
        1
        for diagnostic in portal.diagnostics
        if diagnostic.place.file == file and int(diagnostic.code.removeprefix("JB")) in _UNREADABLE
    )


def write_repair(root: Path, repaired: Repair) -> None:
    """Write the repaired files, each one atomically; raises OSError if one cannot be written."""
    for file, (_, content) in repaired.files.items():
        replace_file(root / file, content)


def difference(repaired: Repair, prefix: str = "") -> str:
    """The repair as a unified diff; file names begin with `prefix`."""
    return "".join(
        unified_diff(before, after, f"{prefix}{file}", f"{prefix}{file} (fixed)")
        for file, (before, after) in repaired.files.items()
    )


def unified_diff(before: bytes, after: bytes, old: str, new: str) -> str:
    """Two states of a file as a unified diff between the names `old` and `new`."""
    return "".join(difflib.unified_diff(_lines(before), _lines(after), old, new))


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return lines
