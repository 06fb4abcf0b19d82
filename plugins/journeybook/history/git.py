"""Git, asked for what it keeps. This is the only place that runs it: by lists of arguments, never through a shell.

Nothing here writes to a repository, runs what a repository's settings or files name (hooks, pagers, filters, file
watchers, programs for differences), or reaches out to another machine.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from journeybook.text.characters import printable

FETCHED = 512
"""Objects asked for in one call: few calls for a whole portal, and a bounded answer."""

_SETTINGS = (
    "core.quotePath=false",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.pager=cat",
    "diff.external=",
    "log.showSignature=false",
    "log.follow=false",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
    "gc.auto=0",
)
_KEPT = re.compile(r"GIT_(?:CONFIG_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)")
_OWNER = re.compile(rb"dubious ownership in repository at '([^\n]*)'")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MEANT_AS_OPTION = "a revision does not begin with a dash"


class GitError(Exception):
    """Something that git cannot give us, in one line for whoever asked, with a way out where there is one."""

    def __init__(self, message: str, way_out: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.message}; {self.way_out}" if self.way_out else self.message


class NoRepositoryError(GitError):
    """A folder that is in no repository of git."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file of a revision: its mode, the name of its content, its size in bytes and its path (bytes, `/` between)."""

    mode: str
    blob: str
    size: int
    path: bytes


@dataclass(frozen=True)
class Repository:
    """The repository that a folder belongs to. `prefix` is the folder's path in it, "" or with `/` at its end."""

    folder: Path
    top: Path
    prefix: str

    def run(self, *arguments: str, given: bytes | None = None) -> bytes:
        """What git prints; raises GitError with its first line of complaint."""
        done = _call(self.folder, arguments, given)
        if done.returncode:
            raise _refusal(f"git {arguments[0]} failed", done.stderr)
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """The one line that git answers, None where it has no answer."""
        done = _call(self.folder, arguments, None)
        return None if done.returncode else done.stdout.decode("utf-8", "replace").strip() or None

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision means; raises GitError where it means none."""
        if revision.startswith("-"):
            raise GitError(f"`{printable(revision)}` is no revision", _MEANT_AS_OPTION)
        shown = f"`{printable(revision[:100])}`"
        if not revision or _CONTROL.search(revision):
            raise GitError(f"{shown} is no revision")
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found and _HASH.fullmatch(found):
            return found
        if revision == "HEAD":
            raise GitError("this repository has no commit yet", "commit the maps first")
        way = "fetch it first, with `git fetch origin`"
        if self.shallow:
            way = "this clone is shallow, so fetch it first, with `git fetch --depth=1 origin` and its name"
        raise GitError(f"there is no revision {shown} here", way)

    @property
    def shallow(self) -> bool:
        """Whether history was cut off when the repository was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository") == "true"

    def default_branch(self) -> str | None:
        """The branch that proposals are made against: what origin says, else `main` or `master`; None where none is."""
        named = self.ask("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
        for branch in filter(None, (named, *_BRANCHES)):
            if self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}"):
                return branch
        return None

    def merge_base(self, one: str, other: str) -> str:
        """The newest commit that two commits have in common; raises GitError where there is none."""
        found = self.ask("merge-base", one, other)
        if found:
            return found
        way = (
            "fetch all of it with `git fetch --unshallow`"
            if self.shallow
            else "name the revision to compare with"
        )
        raise GitError("the two revisions have no commit in common", way)

    def tree(self, commit: str, path: str) -> Iterator[TreeEntry]:
        """Every file below `path` (from the repository's top, "" for all of it) in a commit."""
        below = ("--", path) if path else ()
        listed = self.run("ls-tree", "-r", "-z", "-l", "--full-tree", commit, *below)
        for line in listed.split(b"\0"):
            head, tab, name = line.partition(b"\t")
            if tab:
                mode, _, blob, size = head.decode("ascii").split()
                # No size is told of another repository, nor of a content that this clone lacks.
                yield TreeEntry(mode, blob, int(size) if size.isdigit() else 0, name)

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The content of each of these blobs by its name; raises GitError where one is not here."""
        names = list(dict.fromkeys(blobs))
        for start in range(0, len(names), FETCHED):
            yield from self._batch(names[start : start + FETCHED])

    def _batch(self, names: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        answer = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        at = 0
        for name in names:
            end = answer.index(b"\n", at)
            words = answer[at:end].split()
            if len(words) != 3 or words[1] != b"blob":
                raise GitError(
                    "this clone lacks some of its contents", "fetch them with `git fetch --refetch`"
                )
            size = int(words[2])
            yield name, answer[end + 1 : end + 1 + size]
            at = end + size + 2


_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BRANCHES = (
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)


def open_repository(folder: Path) -> Repository:
    """The repository that holds `folder`; raises GitError where there is none, or no git."""
    if not folder.is_dir():
        raise GitError(f"there is no folder `{printable(str(folder))}`")
    done = _call(folder, ("rev-parse", "--show-toplevel", "--show-prefix"), None)
    if done.returncode:
        if "not a git repository" in _complaint(done.stderr):
            raise NoRepositoryError(
                "this folder is in no git repository", "there is no history to compare with"
            )
        raise _refusal("git cannot open this repository", done.stderr)
    top, _, prefix = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n").partition("\n")
    return Repository(folder, Path(top), prefix)


def _call(folder: Path, arguments: Sequence[str], given: bytes | None) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed", "install it, or compare two folders by hand")
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, the program found beforehand
            [program, "--no-pager", *settings, *arguments],
            cwd=folder,
            env=_environment(),
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as fault:
        raise GitError(f"git cannot be run: {printable(str(fault))[:200]}") from None


def _environment() -> dict[str, str]:
    """Our own environment without what git would take orders from: hooks set such variables, for another repository."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or _KEPT.fullmatch(key)
    }
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ATTR_NOSYSTEM": "1",
    }


def _refusal(what: str, complaint: bytes) -> GitError:
    """What git refused and why, with the way out where whoever runs it does not own the repository."""
    owned = _OWNER.search(complaint)
    if owned is None:
        return GitError(f"{what}: {_complaint(complaint)}")
    # In containers and on shared machines the files often belong to another account than the one that runs git.
    top = shlex.quote(printable(owned[1].decode("utf-8", "replace")))
    return GitError(
        f"{what}: it belongs to another account of this machine",
        f"if you trust it, run `git config --global --add safe.directory {top}`",
    )


def _complaint(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return printable(first.removeprefix("fatal: ").removeprefix("error: "))[:300] or "it gave no reason"
