"""Runs git. No other module does, and never through a shell.

Nothing here writes to a repository, runs programs that a repository names (hooks, pagers, filters,
file watchers, external diffs, signatures, transports) or contacts another machine. A checkout may
be untrusted, including its `.git/config`: command line options and environment variables, which
take precedence over a repository's settings, switch all of these off.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO

from journeybook.text.characters import printable

SECONDS = 120
"""The timeout: something does not answer, such as a named pipe that a setting points to."""

FETCHED = 512
"""The number of objects in a batch: few calls for a portal, and a bounded answer."""

_ASKED = 50
"""Contents requested before the first is read: their names fit into the smallest pipe buffer."""

_PLAIN = ("--no-ext-diff", "--no-textconv")
# In a submodule git would run itself with the settings of that repository, without our options.
_OUTSIDE = "--ignore-submodules=dirty"
_COMMANDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "cat-file": (),
        "diff": (*_PLAIN, "--no-color", _OUTSIDE),
        "diff-tree": _PLAIN,
        "log": (*_PLAIN, "--no-color", "--no-show-signature"),
        "ls-files": (),
        "ls-tree": (),
        "merge-base": (),
        "remote": (),
        "rev-list": (),
        "rev-parse": (),
        "status": (_OUTSIDE,),
        "symbolic-ref": (),
    }
)
"""The only commands that are run, each with options that prevent it from running other programs."""

_COMPARES_FILES = frozenset({"diff", "status"})
"""Commands that apply the filters of the settings to files of the working folder."""

_SETTINGS = (
    "core.quotePath=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.alternateRefsCommand=",
    "credential.helper=",
    "diff.external=",
    "gpg.program=false",
    "log.showSignature=false",
    "log.follow=false",
    "i18n.logOutputEncoding=UTF-8",
    "protocol.allow=never",
    # Files of a proposal can look like a repository, whose settings would be untrusted.
    "safe.bareRepository=explicit",
    "gc.auto=0",
)
_FILTER = re.compile(r"(filter\..*)\.(?:clean|smudge|process|required)", re.DOTALL)
_KEPT = re.compile(r"GIT_(?:CONFIG_.*|CEILING_DIRECTORIES|DISCOVERY_ACROSS_FILESYSTEM)")
_OWNER = re.compile(rb"dubious ownership in repository at '([^\n]*)'")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MEANT_AS_OPTION = "a revision does not begin with a dash"


class GitError(Exception):
    """git failed; one line for the user, with a way out where there is one."""

    def __init__(self, message: str, way_out: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out

    def __str__(self) -> str:
        return f"{self.message}; {self.way_out}" if self.way_out else self.message


class NoRepositoryError(GitError):
    """The folder is in no git repository."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file of a revision: mode, blob hash, size in bytes and path (bytes, with `/`)."""

    mode: str
    blob: str
    size: int
    path: bytes


@dataclass(frozen=True)
class Repository:
    """The repository of a folder; `prefix` is the folder's path in it, "" or ending in `/`."""

    folder: Path
    top: Path
    prefix: str

    def run(self, *arguments: str, given: bytes | None = None) -> bytes:
        """The output of git; raises GitError with the first line of its error message."""
        done = _call(self.folder, arguments, given)
        if done.returncode:
            raise _refusal(f"git {arguments[0]} failed", done.stderr)
        return done.stdout

    def ask(self, *arguments: str) -> str | None:
        """The single line that git prints; None if it fails."""
        done = _call(self.folder, arguments, None)
        return None if done.returncode else done.stdout.decode("utf-8", "replace").strip() or None

    def commit(self, revision: str) -> str:
        """The full hash of the commit that a revision names; raises GitError if there is none."""
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
        """Whether the history is truncated because the repository is a shallow clone."""
        return self.ask("rev-parse", "--is-shallow-repository") == "true"

    def default_branch(self) -> str | None:
        """The base branch of proposals: that of origin, else `main` or `master`, else None."""
        named = self.ask("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
        for branch in filter(None, (named, *_BRANCHES)):
            if self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}"):
                return branch
        return None

    def merge_base(self, one: str, other: str) -> str:
        """The newest common ancestor of two commits; raises GitError if there is none."""
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
                # The size is missing for submodules and for contents that the clone lacks.
                yield TreeEntry(mode, blob, int(size) if size.isdigit() else 0, name)

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The content of each of these blobs with its hash, one at a time.

        Raises GitError if one is missing.
        """
        names = list(dict.fromkeys(blobs))
        if not names:
            return
        process = _start(self.folder, ("cat-file", "--batch"))
        watch = threading.Timer(SECONDS, _end, (process,))
        watch.daemon = True
        watch.start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for start in range(0, len(names), _ASKED):
                some = names[start : start + _ASKED]
                process.stdin.write("".join(f"{name}\n" for name in some).encode())
                process.stdin.flush()
                for name in some:
                    yield name, _content(process.stdout)
        except OSError as fault:
            raise GitError(f"git stopped: {printable(str(fault))[:200]}") from None
        finally:
            watch.cancel()
            _end(process)
            process.stdout.close()
            with contextlib.suppress(OSError):  # the rest of the output was not sent
                process.stdin.close()
            process.wait()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End git and its child processes, which would keep the pipe open that we read from."""
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _content(stream: IO[bytes]) -> bytes:
    words = stream.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        raise GitError("this clone lacks some of its contents", "fetch them with `git fetch --refetch`")
    size = int(words[2])
    content = stream.read(size + 1)
    if len(content) != size + 1:
        raise GitError("git stopped before the end of a file")
    return content[:-1]


_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_BRANCHES = (
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)


def open_repository(folder: Path) -> Repository:
    """The repository that holds `folder`; raises GitError if there is none, or no git."""
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
    repository = Repository(folder, Path(top), prefix)
    if not _is_same(repository.top / prefix, folder):
        raise GitError(
            "this repository says that its files lie in another folder",
            "run this there, or remove `core.worktree` from its settings",
        )
    return repository


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _call(folder: Path, arguments: Sequence[str], given: bytes | None) -> subprocess.CompletedProcess[bytes]:
    command = arguments[0]
    settings = _without_filters(folder) if command in _COMPARES_FILES else {}
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, the program found beforehand
            [*_program(), command, *_COMMANDS[command], *arguments[1:]],
            cwd=folder,
            env=_environment(settings),
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git {command} did not end within {SECONDS} seconds") from None
    except (OSError, ValueError) as fault:
        raise GitError(f"git cannot be run: {printable(str(fault))[:200]}") from None


def _start(folder: Path, arguments: Sequence[str]) -> subprocess.Popen[bytes]:
    command = arguments[0]
    try:
        return subprocess.Popen(  # noqa: S603 - a list of arguments, the program found beforehand
            [*_program(), command, *_COMMANDS[command], *arguments[1:]],
            cwd=folder,
            env=_environment({}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a process group of its own, so that it can be ended as a whole
        )
    except OSError as fault:
        raise GitError(f"git cannot be run: {printable(str(fault))[:200]}") from None


def _program() -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise GitError("git is not installed", "install it, or compare two folders by hand")
    return [program, "--no-pager", *(part for setting in _SETTINGS for part in ("-c", setting))]


def _without_filters(folder: Path) -> dict[str, str]:
    """Settings that disable every filter of this repository, the account and the machine."""
    arguments = ("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    try:
        listed = subprocess.run(  # noqa: S603 - as above
            [*_program(), *arguments],
            cwd=folder,
            env=_environment({}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise GitError(f"git cannot say its settings: {printable(str(fault))[:200]}") from None
    found = (_FILTER.fullmatch(each) for each in listed.decode("utf-8", "surrogateescape").split("\0"))
    names = sorted({each[1] for each in found if each})
    values = {"clean": "", "smudge": "", "process": "", "required": "false"}
    return {f"{name}.{key}": value for name in names for key, value in values.items()}


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Our environment without variables that change what git does, plus the given git settings.

    Hooks set such variables for another repository. Settings are passed by the environment because
    their names may hold `=`, which ends a name on the command line.
    """
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_") or _KEPT.fullmatch(key)
    }
    given = kept.get("GIT_CONFIG_COUNT", "0")
    count = int(given) if given.isdecimal() else 0
    added: dict[str, str] = {}
    for at, (key, value) in enumerate(settings.items(), count):
        added |= {f"GIT_CONFIG_KEY_{at}": key, f"GIT_CONFIG_VALUE_{at}": value}
    if added:
        added["GIT_CONFIG_COUNT"] = str(count + len(settings))
    return {
        **kept,
        **added,
        "LC_ALL": "C",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_ATTR_NOSYSTEM": "1",
    }


def _refusal(what: str, complaint: bytes) -> GitError:
    """The error for a failed call, with a way out if the repository belongs to another account."""
    owned = _OWNER.search(complaint)
    if owned is None:
        return GitError(f"{what}: {_complaint(complaint)}")
    # In containers and on shared machines the files often belong to another account.
    top = shlex.quote(printable(owned[1].decode("utf-8", "replace")))
    return GitError(
        f"{what}: it belongs to another account of this machine",
        f"if you trust it, run `git config --global --add safe.directory {top}`",
    )


def _complaint(text: bytes) -> str:
    lines = text.decode("utf-8", "replace").strip().splitlines()
    first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return printable(first.removeprefix("fatal: ").removeprefix("error: "))[:300] or "it gave no reason"
