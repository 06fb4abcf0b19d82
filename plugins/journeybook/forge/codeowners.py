"""Who reviews which file: the owners of maps as a block of a CODEOWNERS file, which GitHub and GitLab read.

The maps say who owns them, the vocabulary by which `handles` a team is known where proposals are reviewed. What stands
outside of the block is nobody's but its authors'.
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
"""In a file with sections, which GitLab knows, ours is one of them: the block is appended, and would else join the last."""

NAMES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where both hosts look for the file, from the repository's top; the first that is there is read."""

_BLOCK = re.compile(rf"^{re.escape(MARK)}.*?^{re.escape(CLOSING)}[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_SECTION_LINE = re.compile(r"^\^?\[[^\]\n]+\]", re.MULTILINE)
_SPECIAL = re.compile(r"([\\ #\[\]*?!])")


@dataclass(frozen=True, slots=True)
class Owners:
    """Which handles own which file, and the teams that own files and have no handle, with the number of these."""

    files: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, int]


def owners_of(loaded: Loaded, path: Callable[[str], str] = str) -> Owners:
    """The owners of every source by its `path` from the top of the repository that holds it.

    A metric's values belong to whom the metric belongs to. What has no owner is in no line, and neither is the
    vocabulary, which belongs to all.
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
    """The CODEOWNERS file that the hosts would read; None where there is none."""
    return next((path for name in NAMES if (path := top / name).is_file()), None)


def fitting(top: Path) -> Path:
    """Where a new file belongs: GitLab's place where GitLab is in use, else GitHub's."""
    on_gitlab = (top / ".gitlab").is_dir() or (top / ".gitlab-ci.yml").is_file()
    return top / (NAMES[3] if on_gitlab else NAMES[0])


def block(owners: Owners, *, section: bool) -> str:
    """The lines between the marks, one for each file; the last that fits counts, so that they stand at the end."""
    width = max((len(_escaped(file)) for file in owners.files), default=0)
    lines = [f"/{_escaped(file):<{width}} {' '.join(handles)}" for file, handles in owners.files.items()]
    return "".join(f"{line}\n" for line in (OPENING, *([SECTION] if section else ()), *lines, CLOSING))


def _escaped(file: str) -> str:
    return _SPECIAL.sub(r"\\\1", file)


def in_step(text: str, owners: Owners, *, gitlab: bool = False) -> str:
    """The file's text with the block as it should be: in the place of the old one, else at the end.

    Line ends stay as the file has them. `gitlab` says that it lies where only GitLab looks.
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
