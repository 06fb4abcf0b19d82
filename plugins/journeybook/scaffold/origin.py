"""The origin of the running journeybook, as installers record it (PEP 610)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_PATH = re.compile(r"/[\w.~/-]+")
_WHEEL = re.compile(r"journeybook-[0-9A-Za-z.+_]+-py3-none-any\.whl")


@dataclass(frozen=True, slots=True)
class GitCommit:
    """A commit of a public repository; `url` has no name and no password."""

    url: str
    commit: str
    folder: str = ""
    """The package's folder in the repository, empty for its root."""

    @property
    def requirement(self) -> str:
        """The line of a requirements file that installs this commit."""
        inside = f"#subdirectory={self.folder}" if self.folder else ""
        return f"journeybook @ git+{self.url}@{self.commit}{inside}"


@dataclass(frozen=True, slots=True)
class WheelFile:
    """A local wheel, and its SHA-256 digest (hexadecimal) when it was installed."""

    path: Path
    digest: str


def origin_of(note: str | None) -> GitCommit | WheelFile | None:
    """The origin in the text of `direct_url.json`.

    Returns None for a folder, an index, or an address that other machines cannot reach.
    """
    try:
        found = json.loads(note or "null")
        url, git, archive = found["url"], found.get("vcs_info"), found.get("archive_info")
        if git is not None and git["vcs"] == "git":
            return _git_commit(url, git["commit_id"], found.get("subdirectory") or "")
        if archive is not None:
            return _wheel_file(url, archive)
    except (ValueError, TypeError, KeyError, AttributeError):
        pass  # not in the standard's format
    return None


def _git_commit(url: str, commit: str, folder: str) -> GitCommit | None:
    parts = urlsplit(url)
    if parts.scheme not in ("https", "ssh") or not parts.hostname or not _COMMIT.fullmatch(commit):
        return None
    if not _PATH.fullmatch(parts.path) or (folder and not _PATH.fullmatch(f"/{folder}")):
        return None
    # `git` is the shared ssh user of most hosts; any other name is personal.
    name = "git@" if parts.scheme == "ssh" and parts.username == "git" else ""
    port = f":{parts.port}" if parts.port else ""
    return GitCommit(f"{parts.scheme}://{name}{parts.hostname}{port}{parts.path}", commit, folder)


def _wheel_file(url: str, archive: dict[str, Any]) -> WheelFile | None:
    parts = urlsplit(url)
    path = Path(unquote(parts.path))
    digest = (archive.get("hashes") or {}).get("sha256") or archive.get("hash", "").removeprefix("sha256=")
    if parts.scheme != "file" or not digest or not _WHEEL.fullmatch(path.name):
        return None
    return WheelFile(path, digest)
