"""Reads git's log once: every commit that touched the maps, with the files that it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from journeybook.history.commits import Commit, FileChange
from journeybook.history.git import GitError
from journeybook.history.maps_repository import SUBMODULE, MapsRepository
from journeybook.history.merges import with_disagreements
from journeybook.text.characters import printable

_FIELDS = ("%H", "%P", "%ct", "%aN", "%aE", "%s", "%(trailers:key=Co-authored-by,valueonly,separator=%x1f)")
_BOT = re.compile(
    r"\[bot\]|(?:^|[\s._-])bot$|^(?:dependabot|renovate|github-actions|gitlab-ci|greenkeeper)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\s*([^<>]+?)\s*<([^<>]*)>\s*")

NAME, SUBJECT = 100, 200
"""The longest author name and subject line that are kept, in characters."""

COMMITS = 50_000
"""The most commits; the oldest ones are left out to limit memory."""


def read_log(maps: MapsRepository, since: str | None = None) -> tuple[Commit, ...]:
    """Every commit that changed the maps, newest first.

    For merges, only files that differ from all parents are listed. `since` is a revision: only
    later commits are read. Raises GitError in a shallow clone, where the oldest commit seems to
    have created everything.
    """
    repository = maps.repository
    if repository.shallow:
        raise GitError("this clone is shallow, and its history would be wrong", "run `git fetch --unshallow`")
    start = repository.commit("HEAD")
    wanted = [start] if since is None else [start, f"^{maps.maps_commit(maps.named.commit(since))}"]
    # git takes paths relative to its working folder, and prints them relative to the top.
    prefix = f"{maps.path}/" if maps.path else ""
    printed = repository.run(
        *(
            "log",
            "--parents",
            "--raw",
            "-z",
            "--no-abbrev",
            "-M",
            "-l0",
            "-c",
            "--use-mailmap",
            "--no-ext-diff",
        ),
        *(
            "--no-textconv",
            "--no-color",
            f"--max-count={COMMITS}",
            f"--format=tformat:{'%x00'.join(_FIELDS)}%x00",
        ),
        *("--end-of-options", *wanted, "--", maps.pathspec),
    )
    commits = tuple(_commits(printed.split(b"\0"), prefix))
    return tuple(each for each in with_disagreements(repository, commits, prefix) if each.files)


def _commits(tokens: Sequence[bytes], prefix: str) -> Iterator[Commit]:
    at = 0
    while at < len(tokens):
        first = tokens[at].lstrip(b"\n")
        if not _HASH.fullmatch(first) or at + len(_FIELDS) > len(tokens):
            at += 1
            continue
        fields = [token.decode("utf-8", "replace") for token in (first, *tokens[at + 1 : at + len(_FIELDS)])]
        at += len(_FIELDS)
        files = []
        while at < len(tokens):
            token = tokens[at].lstrip(b"\n")
            if not token:
                at += 1
            elif token.startswith(b":"):
                change, used = _file(token, tokens[at + 1 : at + 3], prefix)
                at += 1 + used
                if change:
                    files.append(change)
            else:
                break
        yield Commit(
            fields[0],
            int(fields[2] or 0),
            tuple(_people(fields[3], fields[4], fields[6])),
            printable(fields[5])[:SUBJECT],
            tuple(files),
            tuple(fields[1].split()),
        )


_HASH = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def _file(token: bytes, names: Sequence[bytes], prefix: str) -> tuple[FileChange | None, int]:
    """A file from a line of the raw format and the names after it, and how many names it used.

    For a merge, the line begins with a colon for each parent and holds a mode, a blob and a letter
    for each.
    """
    line = token.decode("ascii", "replace")
    parents = len(line) - len(line.lstrip(":"))
    words = line[parents:].split()
    letters = words[-1]
    merged = parents > 1
    renames = not merged and letters[:1] in ("R", "C")  # for a merge git prints only the new name
    paths = [name.decode("utf-8", "surrogateescape") for name in names[: 2 if renames else 1]]
    if len(words) != 2 * parents + 3 or not paths:
        return None, len(paths)
    old, new = paths[0], paths[-1]
    inside = (old.startswith(prefix), new.startswith(prefix))
    if "T" in letters or not all(inside) or SUBMODULE in words[: parents + 1]:
        return None, len(paths)
    *before, after = words[parents + 1 : -1]
    letter = _letter(before, after) if merged else letters[:1]
    return FileChange(
        letter, before[0], after, old[len(prefix) :], new[len(prefix) :], tuple(before[1:])
    ), len(paths)


def _letter(before: Sequence[str], after: str) -> str:
    """The status letter of a file in a merge, from its blobs."""
    if not after.strip("0"):
        return "D"
    return "M" if any(each.strip("0") for each in before) else "A"


def _people(name: str, address: str, others: str) -> Iterator[str]:
    """The author and co-authors, each once, without bots."""
    seen: set[str] = set()
    found = [(name, address)]
    found += [(match[1], match[2]) for each in others.split("\x1f") if (match := _PERSON.fullmatch(each))]
    for each, mail in found:
        plain = printable(" ".join(each.split()))[:NAME]
        if plain and plain not in seen and not is_bot(plain, mail):
            seen.add(plain)
            yield plain


def is_bot(name: str, address: str) -> bool:
    """Whether an author is a bot, judged by name and address."""
    return bool(_BOT.search(name) or _BOT.search(address.partition("@")[0]))
