"""The history of a portal: all edits with date and authors, and the editors of each object."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from journeybook.history.commit_cache import load_commit_changes, save_commit_changes
from journeybook.history.commit_changes import Entry, entries_of
from journeybook.history.commits import Commit
from journeybook.history.edits import Edit, History, Ownership
from journeybook.history.file_contents import described
from journeybook.history.git import Repository
from journeybook.history.log import read_log
from journeybook.history.maps_repository import open_maps
from journeybook.library.objects import Library, Ref
from journeybook.model.vocabulary import EmotionScale
from journeybook.progress import ProgressCallback, no_progress

TOGETHER = 400
"""The number of commits from which additional processes save more time than they take to start."""

WORKERS = 4

LOOK = 0.2
"""Seconds between two progress reports."""


def read_history(
    root: Path,
    maps: str,
    library: Library,
    since: str | None = None,
    *,
    working: Path | None = None,
    remembering: bool = True,
    on_progress: ProgressCallback = no_progress,
) -> History:
    """The history of the portal in `root`; raises GitError if git has none, or an incomplete one.

    `working` is the folder in which `since` was named. With `remembering`, results are cached in
    `.cache/journeybook/`. `on_progress` receives the number of commits that are done.
    """
    kept = open_maps(root, maps) if working is None else open_maps(root, maps).standing_in(working)
    repository = kept.repository
    commits = read_log(kept, since)
    scale = library.vocabulary.emotion_scale
    known = load_commit_changes(root, scale) if remembering else {}
    missing = [each for each in commits if each.hash not in known]
    if missing:
        found = _find(repository, missing, scale, on_progress)
        known = {**found, **known}
        if remembering:
            save_commit_changes(root, scale, known)
    return told(commits, known)


def told(commits: Sequence[Commit], found: Mapping[str, Sequence[Entry]]) -> History:
    """The history from commits (newest first) and the changes of each; renames are followed."""
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
        # A merge of concurrent changes of one file is nobody's edit.
        edited = (
            dict.fromkeys(each.ref for each in entries if each.ref) if commit.is_merge else _files(commit)
        )
        for ref in edited:
            touched.setdefault(names.get(ref, ref), []).append(commit)
        names.update(renamed)
    care = {ref: _care(mine) for ref, mine in sorted(touched.items())}
    edits.sort(key=lambda each: -each.when)
    return History(tuple(edits), care)


def _files(commit: Commit) -> Iterable[Ref]:
    refs = (described(each.new_path) for each in commit.files)
    return dict.fromkeys(each.ref for each in refs if each and each.ref)


def _care(commits: Sequence[Commit]) -> Ownership:
    days = [each.day for each in commits]
    counts = Counter(name for each in commits for name in each.people)
    people = sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))
    return Ownership(min(days), max(days), tuple(people))


def _find(
    repository: Repository, commits: Sequence[Commit], scale: EmotionScale, on_progress: ProgressCallback
) -> dict[str, tuple[Entry, ...]]:
    """The changes of each commit; many commits are distributed over processes."""
    workers = min(WORKERS, os.cpu_count() or 1)
    if len(commits) < TOGETHER or workers < 2:
        return entries_of(repository, commits, scale, on_progress)
    size = -(-len(commits) // workers)
    parts = [commits[start : start + size] for start in range(0, len(commits), size)]
    found: dict[str, tuple[Entry, ...]] = {}
    # Spawned processes: forking one that runs threads can deadlock.
    fresh = multiprocessing.get_context("spawn")
    done = fresh.Value("i", 0)
    try:
        with ProcessPoolExecutor(len(parts), fresh, _begin, (done,)) as pool:
            running = [pool.submit(_work, repository, part, scale) for part in parts]
            while wait(running, timeout=LOOK).not_done:
                on_progress(done.value, len(commits))
            for each in running:
                found.update(each.result())
    except (BrokenProcessPool, OSError):
        return entries_of(repository, commits, scale, on_progress)
    return found


_counted: Callable[[], None] = lambda: None  # noqa: E731 (a process of its own sets it)


def _begin(done: Synchronized[int]) -> None:
    """Initialise a process, without garbage collection.

    Models hold no cycles, and a collection takes a quarter of the time.
    """
    global _counted  # noqa: PLW0603 (a pool hands a shared number to its processes only when they begin)
    gc.disable()

    def count() -> None:
        with done.get_lock():
            done.value += 1

    _counted = count


def _work(
    repository: Repository, commits: Sequence[Commit], scale: EmotionScale
) -> dict[str, tuple[Entry, ...]]:
    """The work of one process."""
    return entries_of(repository, commits, scale, lambda _done, _whole: _counted())
