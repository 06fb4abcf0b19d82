"""The owners of maps as a block of a CODEOWNERS file, which GitHub and GitLab read for reviews.

Maps have owners, and the vocabulary gives the `handles` of teams at the host. Lines outside of the
block are not changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeybook.library.objects import Library, Ref
from journeybook.sources.loading import Loaded

MARK = "# journeybook: owners"
OPENING = f"{MARK} of the maps, by `journeybook codeowners --write`; what is changed in here is lost"
CLOSING = "# journeybook: end of owners"
SECTION = "[Journey maps]"
"""The GitLab section for the appended block, which else would belong to the file's last section."""

NAMES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where both hosts look for the file, from the repository's top; the first that exists is read."""

_BLOCK = re.compile(rf"^{re.escape(MARK)}.*?^{re.escape(CLOSING)}[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_SECTION_LINE = re.compile(r"^\^?\[[^\]\n]+\]", re.MULTILINE)
_SPECIAL = re.compile(r"([\\ #\[\]*?!])")


@dataclass(frozen=True, slots=True)
class Owners:
    """The handles of each file's owners, and how many files each team without handles owns."""

    files: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, int]


def owners_of(loaded: Loaded, path: Callable[[str], str] = str) -> Owners:
    """The owners of every source, by its `path` from the top of the repository that holds it.

    The values of a metric have its owner. Sources without an owner, and the vocabulary, are left
    out.
    """
    files: dict[str, tuple[str, ...]] = {}
    silent: dict[str, int] = {}
    for file, ref in sorted(loaded.files.items()):
        owner = _owner(loaded.library, ref)
        if owner is None:
            continue
        team = loaded.library.vocabulary.teams.get(owner)
        if team and team.handles:
            files[path(file)] = team.handles
        else:
            silent[owner] = silent.get(owner, 0) + 1
    return Owners(files, dict(sorted(silent.items())))


def _owner(library: Library, ref: Ref) -> str | None:
    return getattr(library.item(ref), "owner", None)


def existing(top: Path) -> Path | None:
    """The CODEOWNERS file that the hosts read; None if there is none."""
    return next((path for name in NAMES if (path := top / name).is_file()), None)


def fitting(top: Path) -> Path:
    """The path for a new file: GitLab's if GitLab is in use, else GitHub's."""
    on_gitlab = (top / ".gitlab").is_dir() or (top / ".gitlab-ci.yml").is_file()
    return top / (NAMES[3] if on_gitlab else NAMES[0])


def block(owners: Owners, *, section: bool) -> str:
    """The lines between the marks, one for each file."""
    width = max((len(_escaped(file)) for file in owners.files), default=0)
    lines = [f"/{_escaped(file):<{width}} {' '.join(handles)}" for file, handles in owners.files.items()]
    return "".join(f"{line}\n" for line in (OPENING, *([SECTION] if section else ()), *lines, CLOSING))


def _escaped(file: str) -> str:
    return _SPECIAL.sub(r"\\\1", file)


def in_step(text: str, owners: Owners, *, gitlab: bool = False) -> str:
    """The text of the file with the block replaced, or appended if it has none.

    Line ends stay as they are. `gitlab` means that the file is where only GitLab looks.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    found = _BLOCK.search(plain)
    outside = plain[: found.start()] if found else plain
    made = block(owners, section=gitlab or _SECTION_LINE.search(outside) is not None)
    if found:
        changed = plain[: found.start()] + made + plain[found.end() :]
    else:
        gap = "" if not plain else "\n" if plain.endswith("\n") else "\n\n"
        changed = plain + gap + made
    return changed.replace("\n", ending)
