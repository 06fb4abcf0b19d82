"""What is asked before a portal is begun, and what can be told without asking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NAME_LENGTH = 100


class Host(StrEnum):
    """Where a portal's repository lives, which decides about the recipes it gets."""

    GITHUB = "github"
    GITLAB = "gitlab"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Answers:
    """What templates are filled with.

    `folder` is the portal's folder from the repository's top, "" where it is the top, and `sources` are folders of maps and
    pages outside of it; `submodule` says whether the maps are one.
    `repository` is the address of the sources in the browser, and
    `edit` is the pattern of addresses at which a page of `docs/` is edited, `{path}` in it, each None where nobody knows.
    `install` are the lines of shell that install the portal's tools, `lock` the file with their versions, `entry` and
    `schema` are the commands that pre-commit runs.
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
        """The way from the repository's top to the portal: "", or with `/` at its end."""
        return f"{self.folder}/" if self.folder else ""

    @property
    def suffix(self) -> str:
        """What tells files and jobs of this portal from those of others in its repository: "", or such as `-sites-mobile`."""
        return f"-{self.folder.strip('.').replace('/', '-')}" if self.folder else ""

    @property
    def label(self) -> str:
        """The same for people: "", or such as ` (sites/mobile)`."""
        return f" ({self.folder})" if self.folder else ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Patterns of the files that the portal is made of, none where that is the whole repository."""
        return tuple(f"{each}/**" for each in (self.folder, *self.sources)) if self.folder else ()

    @property
    def changes(self) -> tuple[str, ...]:
        """The same as GitLab writes them."""
        return tuple(f"{each}/*" for each in self.paths)


_PLAIN_FOLDER = re.compile(r"[A-Za-z0-9_.][A-Za-z0-9_./-]*")


def is_plain(folder: str) -> bool:
    """Whether a folder can be named in recipes as it is: in YAML, in a shell and in names of files."""
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
"""The answers by which the repository of journeybook itself got its recipes: its tool is its own."""


_REMOTE = re.compile(
    r"(?:(?:https?|ssh)://(?:[^@/\s]+@)?|[\w.-]+@)(?P<host>[\w.-]+)(?::\d+(?=/))?[:/](?P<path>[\w./~-]+?)(?:\.git)?/?"
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A repository's address in the browser, and which kind of host keeps it; None where its name tells nothing."""

    address: str
    host: Host | None

    def edit(self, branch: str, prefix: str = "") -> str | None:
        """The pattern of addresses at which a file of `docs/` is edited, None for a host that we do not know.

        `prefix` leads from the repository's top to the portal.
        """
        if self.host is Host.GITHUB:
            return f"{self.address}/edit/{branch}/{prefix}docs/{{path}}"
        if self.host is Host.GITLAB:
            return f"{self.address}/-/edit/{branch}/{prefix}docs/{{path}}"
        return None


def remote_of(url: str, host: Host | None = None) -> Remote | None:
    """The repository that a remote of git or an address in the browser names; `host` where somebody said which it is.

    Names and passwords in the address are left out. None for a folder, or anything that is no address.
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
    """What a portal in a folder of this name may be called: `acme-journeys` becomes `Acme journeys`."""
    words = " ".join(re.sub(r"[-_.]+", " ", folder).split())[:NAME_LENGTH]
    return words[:1].upper() + words[1:] or "Journeys"
