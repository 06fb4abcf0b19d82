"""The history of a portal: what changed when and by whom, and who looked after each thing."""

from __future__ import annotations

import datetime
import gc
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.history.change import Act, Change, Sort
from journeybook.history.entries import Entry, entries_of
from journeybook.history.files import described
from journeybook.history.git import Repository, open_repository
from journeybook.history.log import Commit, moment_of, read_log
from journeybook.history.remembering import recall, remember
from journeybook.library import Kind, Library, Ref
from journeybook.model.vocabulary import EmotionScale

TOGETHER = 400
"""Below so many commits another process takes longer to start than it saves."""

WORKERS = 4


@dataclass(frozen=True, slots=True)
class Edit:
    """What one commit did to one thing. `ref` is what the thing is called today, None for the portal's own words.

    `when` is in seconds since 1970; `people` are the commit's authors, programs left out.
    """

    commit: str
    when: int
    people: tuple[str, ...]
    subject: str
    ref: Ref | None
    title: str
    changes: tuple[Change, ...]

    @property
    def moment(self) -> datetime.datetime:
        """When it was done, in UTC."""
        return moment_of(self.when)

    @property
    def day(self) -> datetime.date:
        """On which day, in UTC."""
        return self.moment.date()

    @property
    def told(self) -> tuple[Change, ...]:
        """The changes that are more than wording."""
        return tuple(each for each in self.changes if not each.is_text)

    @property
    def sort(self) -> Sort:
        """The sort of its most telling change."""
        return min((each.sort for each in self.changes), key=lambda each: each.rank, default=Sort.TEXT)


@dataclass(frozen=True, slots=True)
class Care:
    """Who looked after a thing: the days of its first and last edit, and everybody who edited it, most often first."""

    first: datetime.date
    last: datetime.date
    people: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What git tells of a portal: every edit, newest first, and the care that each thing of today got."""

    edits: tuple[Edit, ...] = ()
    care: Mapping[Ref, Care] = field(default_factory=dict)

    @property
    def newest(self) -> int | None:
        """When the newest edit was made, in seconds since 1970."""
        return self.edits[0].when if self.edits else None


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


def only(history: History, library: Library, ref: Ref) -> tuple[Edit, ...]:
    """The edits that concern a thing: its own; of a persona also those of maps that show them, of a team what it owns."""
    return tuple(each for each in history.edits if concerns(each, library, ref))


def concerns(edit: Edit, library: Library, ref: Ref) -> bool:
    """Whether an edit is of `ref`, of what belongs to it today, or names it."""
    if edit.ref == ref:
        return True
    item = library.item(edit.ref) if edit.ref else None
    if ref.id in getattr(item, "personas", ()) and ref.kind is Kind.PERSONA:
        return True
    if ref.kind is Kind.TEAM and getattr(item, "owner", None) == ref.id:
        return True
    return any(_names(each, ref) for each in edit.changes)


def _names(change: Change, ref: Ref) -> bool:
    if ref.kind is Kind.PERSONA:
        return change.field in ("emotion", "emotion_end") and change.about == ref.id
    if ref.kind is Kind.TEAM:
        return change.field in ("owner", "team") and ref.id in (change.before, change.after)
    return change.act is Act.RENAMED and change.ref.kind is ref.kind and change.before == ref.id
