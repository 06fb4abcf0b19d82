"""Merges that resolved a conflict by taking one side, which reverts the other side's change.

For a merge git lists only the files that differ from all of its parents. If both sides changed a
file and the merge took one version whole, the log holds two changes but only one took effect.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journeybook.history.commits import Commit, FileChange
from journeybook.history.git import Repository

_FIRST, _SECOND = 1, 2
_BOTH = _FIRST | _SECOND


def with_disagreements(repository: Repository, commits: Sequence[Commit], prefix: str) -> tuple[Commit, ...]:
    """The commits, where merges list every file that both sides changed.

    Each such file has the blob at the common ancestor as `base`. Parents are those of the log:
    commits that changed the maps. `prefix` is the path from the repository's top to the folder of
    maps.
    """
    known = {each.hash: each for each in commits}
    merges = [
        each for each in commits if len(each.parents) == 2 and all(name in known for name in each.parents)
    ]
    if not merges:
        return tuple(commits)
    ages = _ages(commits, known)
    begun = {each.hash: dict(_begun(each, known, ages)) for each in merges}
    blobs = _blobs(repository, {name: paths for name, paths in begun.items() if paths}, prefix)
    return tuple(
        replace(each, files=_files(each, begun[each.hash], blobs)) if begun.get(each.hash) else each
        for each in commits
    )


def _begun(merge: Commit, known: Mapping[str, Commit], ages: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The files that both sides of a merge changed, each with its blob at the common ancestor."""
    first, second = (
        {
            file.new_path: file.old_blob
            for each in sorted(side, key=lambda each: -ages[each.hash])
            for file in each.files
            if file.letter == "M" and not file.others
        }
        for side in _sides(merge, known, ages)
    )
    # The oldest change of a file comes last and overwrites the others.
    yield from ((path, second[path]) for path in sorted(first.keys() & second.keys()))


def _sides(
    merge: Commit, known: Mapping[str, Commit], ages: Mapping[str, int]
) -> tuple[list[Commit], list[Commit]]:
    """The commits that only the first parent of a merge leads to, and those of only the second."""
    one, other = merge.parents
    marks = {one: _FIRST}
    marks[other] = marks.get(other, 0) | _SECOND
    # Children come before their parents, so that a mark is complete when a commit is taken.
    waiting = [(-ages[name], name) for name in sorted(marks)]
    heapq.heapify(waiting)
    undecided = sum(mark != _BOTH for mark in marks.values())
    sides: tuple[list[Commit], list[Commit]] = ([], [])
    while waiting and undecided:
        _, name = heapq.heappop(waiting)
        mark = marks[name]
        if mark != _BOTH:
            undecided -= 1
            sides[mark - 1].append(known[name])
        for parent in known[name].parents:
            if parent not in known:
                continue
            before = marks.get(parent, 0)
            after = before | mark
            if not before:
                heapq.heappush(waiting, (-ages[parent], parent))
                undecided += after != _BOTH
            elif before != _BOTH and after == _BOTH:
                undecided -= 1
            marks[parent] = after
    return sides


def _ages(commits: Sequence[Commit], known: Mapping[str, Commit]) -> dict[str, int]:
    """A number for each commit, higher than those of its parents; commit times may be wrong."""
    ages: dict[str, int] = {}
    for start in reversed(commits):
        waiting = [start.hash]
        while waiting:
            name = waiting[-1]
            missing = [each for each in known[name].parents if each in known and each not in ages]
            if missing:
                waiting += missing
                continue
            waiting.pop()
            ages[name] = 1 + max((ages[each] for each in known[name].parents if each in known), default=0)
    return ages


def _blobs(repository: Repository, asked: Mapping[str, Mapping[str, str]], prefix: str) -> dict[str, str]:
    """Blob hashes by `commit:path`, for each merge and both parents; missing files are left out."""
    names = [
        f"{commit}{side}:{prefix}{path}"
        for commit, paths in asked.items()
        for path in paths
        if "\n" not in path
        for side in ("", "^1", "^2")
    ]
    if not names:
        return {}
    given = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    answers = repository.run("cat-file", "--batch-check", given=given).decode("utf-8", "replace").splitlines()
    found = {}
    for name, answer in zip(names, answers, strict=True):
        words = answer.split(" ")
        if len(words) == 3 and words[1] == "blob":
            found[name.replace(f":{prefix}", ":", 1)] = words[0]
    return found


def _files(merge: Commit, begun: Mapping[str, str], blobs: Mapping[str, str]) -> tuple[FileChange, ...]:
    files = [replace(each, base=begun.get(each.new_path, "")) for each in merge.files]
    told = {each.new_path for each in files}
    for path, base in begun.items():
        now, one, other = (blobs.get(f"{merge.hash}{side}:{path}") for side in ("", "^1", "^2"))
        if path not in told and now and one and other and one != other:
            files.append(FileChange("M", one, now, path, path, (other,), base))
    return tuple(files)
