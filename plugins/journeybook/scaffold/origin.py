"""Where the journeybook that is running was installed from, as installers note it (PEP 610)."""

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
    """A commit of a repository that other machines can reach; `url` holds no name and no password."""

    url: str
    commit: str
    folder: str = ""
    """The folder of the package inside the repository, empty for its root."""

    @property
    def requirement(self) -> str:
        """The line of a requirements file that installs this commit."""
        inside = f"#subdirectory={self.folder}" if self.folder else ""
        return f"journeybook @ git+{self.url}@{self.commit}{inside}"


@dataclass(frozen=True, slots=True)
class WheelFile:
    """A wheel on this machine, and the digest (SHA-256, in hexadecimal digits) that it had when it was installed."""

    path: Path
    digest: str


def origin_of(note: str | None) -> GitCommit | WheelFile | None:
    """What the text of `direct_url.json` tells; None for a folder, an index, or anything that others cannot reach."""
    try:
        found = json.loads(note or "null")
        url, git, archive = found["url"], found.get("vcs_info"), found.get("archive_info")
        if git is not None and git["vcs"] == "git":
            return _git_commit(url, git["commit_id"], found.get("subdirectory") or "")
        if archive is not None:
            return _wheel_file(url, archive)
    except (ValueError, TypeError, KeyError, AttributeError):
        pass  # a note in another form than the standard's tells nothing
    return None


def _git_commit(url: str, commit: str, folder: str) -> GitCommit | None:
    parts = urlsplit(url)
    if parts.scheme not in ("https", "ssh") or not parts.hostname or not _COMMIT.fullmatch(commit):
        return None
    if not _PATH.fullmatch(parts.path) or (folder and not _PATH.fullmatch(f"/{folder}")):
        return None
    # At most hosts, `git` is everybody's name for ssh. Any other name is a person's.
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
