"""The values that templates of a new portal need, and their defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NAME_LENGTH = 100


class Host(StrEnum):
    """The host of a portal's repository, which decides which recipes are written."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answers:
    """The values that are filled into templates.

    `folder` is the portal's folder relative to the repository's top, "" for the top itself, and
    `sources` are folders of maps and pages outside of it; `submodule` says whether the maps are a
    submodule. `repository` is the address of the sources in the browser, `edit` the pattern of
    addresses for editing a page of `docs/`, with `{path}` in it; each is None if unknown. `install`
    are the shell commands that install the portal's tools, `lock` the file with their versions,
    `entry` and `schema` the commands that pre-commit runs.
    """

    name: str
    folder: str = ""
    sources: tuple[str, ...] = ()
    submodule: bool = False
    branch: str = "main"
    repository: str | None = None
    edit: str | None = None
    install: tuple[str, ...] = (
        "python -m pip install --require-hashes --requirement requirements.txt",
        "python -m pip install --no-deps --no-build-isolation --requirement requirements-journeybook.txt",
    )
    lock: str = "requirements.txt"
    entry: str = "journeybook check"
    schema: str = "journeybook schema --write"

    @property
    def prefix(self) -> str:
        """The path from the repository's top to the portal: "", or ending in `/`."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def suffix(self) -> str:
        """A suffix for names of files and jobs of the portal: "" or such as `-sites-mobile`."""
        return f"-{self.folder.strip('.').replace('/', '-')}" if self.folder else ""

    @property
    def label(self) -> str:
        """The same suffix for people: "" or ` (sites/mobile)`."""
        return f" ({self.folder})" if self.folder else ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Patterns of the portal's files; empty if the portal is the whole repository."""
        return tuple(f"{each}/**" for each in (self.folder, *self.sources)) if self.folder else ()

    @property
    def changes(self) -> tuple[str, ...]:
        """The patterns in GitLab's syntax."""
        return tuple(f"{each}/*" for each in self.paths)


_PLAIN_FOLDER = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_./-]*")


def is_plain(folder: str) -> bool:
    """Whether a folder's name needs no quoting in YAML, shells and file names."""
    return _PLAIN_FOLDER.fullmatch(folder) is not None


OWN = Answers(
    name="Fennel journeys",
    install=(
        "python -m pip install --require-hashes --requirement locks/portal.txt",
        "python -m pip install --no-deps --no-build-isolation --editable .",
    ),
    lock="locks/portal.txt",
    entry=".venv/bin/journeybook check",
    schema=".venv/bin/journeybook schema --write",
)
"""The answers for the recipes of journeybook's own repository, which installs itself."""


_REMOTE = re.compile(
    r"(?:(?:https?|ssh)://(?:[^@/\s]+@)?|[\w.-]+@)(?P<host>[\w.-]+)(?::\d+(?=/))?[:/](?P<path>[\w./~-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository's address in the browser, and its host; None if the address does not show it."""

    address: str
    host: Host | None

    def edit(self, branch: str, prefix: str = "") -> str | None:
        """The pattern of addresses for editing a file of `docs/`; None for an unknown host.

        `prefix` is the path from the repository's top to the portal.
        """
        if self.host is Host.GITHUB:
            return f"{self.address}/edit/{branch}/{prefix}docs/{{path}}"
        if self.host is Host.GITLAB:
            return f"{self.address}/-/edit/{branch}/{prefix}docs/{{path}}"
        return None


def remote_of(url: str, host: Host | None = None) -> Remote | None:
    """The repository at a git remote or browser address; `host` overrides the host in the address.

    Names and passwords in the address are removed. Returns None for folders and other texts.
    """
    found = _REMOTE.fullmatch(url.strip())
    if found is None:
        return None
    named = found["host"].lower()
    known = next((each for each in (Host.GITHUB, Host.GITLAB) if each in named), None)
    if host in (Host.GITHUB, Host.GITLAB):
        known = host
    return Remote(f"https://{named}/{found['path'].strip('/')}", known)


def name_of(folder: str) -> str:
    """A portal's name derived from a folder's name: `acme-journeys` becomes `Acme journeys`."""
    words = " ".join(re.sub(r"[-_.]+", " ", folder).split())[:NAME_LENGTH]
    return words[:1].upper() + words[1:] or "Journeys"
