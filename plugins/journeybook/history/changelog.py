"""The history of a portal: what changed when and by whom, and who looked after each thing."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from journeybook.history.entries import Entry, entries_of
from journeybook.history.files import described
from journeybook.history.git import Repository, open_repository
from journeybook.history.log import Commit, read_log
from journeybook.history.remembering import recall, remember
from journeybook.history.told import Care, Edit, History
from journeybook.library import Library, Ref
from journeybook.model.vocabulary import EmotionScale

TOGETHER = 400
"""Below so many commits another process takes longer to start than it saves."""

WORKERS = 4


def read_history(root: Path, maps: str, library: Library, since: str | None = None) -> History:
    """The history of the portal in `root`; raises GitError where git cannot tell it or would tell it wrongly.

    What was found out of a commit is kept below `.cache/journeybook/` and not found out again.
    """
    repository = open_repository(root)
    commits = read_log(repository, maps, since)
    scale = library.vocabulary.emotion_scale
    known = recall(root, scale)
    missing = [each for each in commits if each.hash not in known]
    if missing:
        found = _find(repository, missing, scale)
        known = {**found, **known}
        remember(root, scale, known)
    return told(commits, known)


def told(commits: Sequence[Commit], found: Mapping[str, Sequence[Entry]]) -> History:
    """The history that commits (newest first) and what each of them did come to; renames are followed."""
    names: dict[Ref, Ref] = {}
    edits: list[Edit] = []
    touched: dict[Ref, list[Commit]] = {}
    for commit in commits:
        entries = found.get(commit.hash, ())
        renamed: dict[Ref, Ref] = {}
        for each in entries:
            today = names.get(each.ref, each.ref) if each.ref else None
            if each.ref and each.was:
                renamed[each.was] = today or each.ref
            edits.append(
                Edit(commit.hash, commit.when, commit.people, commit.subject, today, each.title, each.changes)
            )
        for ref in _files(commit):
            touched.setdefault(names.get(ref, ref), []).append(commit)
        names.update(renamed)
    care = {ref: _care(mine) for ref, mine in sorted(touched.items())}
    edits.sort(key=lambda each: -each.when)
    return History(tuple(edits), care)


def _files(commit: Commit) -> Iterable[Ref]:
    refs = (described(each.new_path) for each in commit.files)
    return dict.fromkeys(each.ref for each in refs if each and each.ref)


def _care(commits: Sequence[Commit]) -> Care:
    days = [each.day for each in commits]
    counts = Counter(name for each in commits for name in each.people)
    people = sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))
    return Care(min(days), max(days), tuple(people))


def _find(
    repository: Repository, commits: Sequence[Commit], scale: EmotionScale
) -> dict[str, tuple[Entry, ...]]:
    """What each commit did; many are shared out among processes."""
    workers = min(WORKERS, os.cpu_count() or 1)
    if len(commits) < TOGETHER or workers < 2:
        return entries_of(repository, commits, scale)
    size = -(-len(commits) // workers)
    parts = [commits[start : start + size] for start in range(0, len(commits), size)]
    found: dict[str, tuple[Entry, ...]] = {}
    try:
        # A fresh interpreter each: a copy of one that runs threads may never wake up.
        with ProcessPoolExecutor(len(parts), multiprocessing.get_context("spawn")) as pool:
            for each in pool.map(_work, [repository] * len(parts), parts, [scale] * len(parts)):
                found.update(each)
    except (BrokenProcessPool, OSError):
        return entries_of(repository, commits, scale)
    return found


def _work(
    repository: Repository, commits: Sequence[Commit], scale: EmotionScale
) -> dict[str, tuple[Entry, ...]]:
    """A process's share. Models hold no cycles, and looking for some takes a quarter of the time of a process that ends."""
    gc.disable()
    return entries_of(repository, commits, scale)
