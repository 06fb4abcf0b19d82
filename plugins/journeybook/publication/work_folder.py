"""The folder beside a site in which new sites are built and earlier ones kept.

    .site.journeybook/
      journeybook.txt    says whose folder it is
      lock               held by the build or rollback that is running
      staging-…/         the site that is being built
      next/              a complete site that is about to be exchanged for the one that stands
      replaced/          the site that stood, where the machine cannot exchange two folders
      sites/<id>/        earlier sites, and the one that stands where the target is a link
      order.txt          the ids of sites in the order in which they began to stand

Only what has these names is ever removed, and only within a folder that holds the note and belongs
to the account that runs.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from journeybook.publication.faults import PublicationError, cannot
from journeybook.publication.target import Target
from journeybook.text.characters import printable

NOTE = "journeybook.txt"
LOCK = "lock"
SITES = "sites"
NEXT = "next"
REPLACED = "replaced"
ORDER = "order.txt"

_NOTE_TEXT = (
    "`journeybook build` builds sites in this folder and keeps earlier ones in it, for `journeybook rollback`.\n"
    "Without a build that is running it may be deleted, unless the site beside it is a link into it.\n"
)
_STAGING = "staging-"
_SITE = re.compile(r"(\d{8}T\d{6}Z)")
_ID_FORMAT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class KeptSite:
    """A site that can be returned to. `id` is when it was published, in UTC: `20261128T232305Z`."""

    id: str
    folder: Path
    current: bool

    @property
    def when(self) -> datetime.datetime:
        """When it was published."""
        return _moment(self.id)


@dataclass(frozen=True, slots=True)
class WorkFolder:
    """The work folder of a target, once it is known to be ours."""

    path: Path
    target: Target

    @property
    def lock(self) -> Path:
        """The file that is locked."""
        return self.path / LOCK

    @property
    def sites(self) -> Path:
        """The folder of sites."""
        return self.path / SITES

    @property
    def next(self) -> Path:
        """Where a complete site waits to be exchanged for the one that stands."""
        return self.path / NEXT

    @property
    def replaced(self) -> Path:
        """Where the site that stood waits while the new one takes its name, without an exchange."""
        return self.path / REPLACED

    def staging(self) -> Path:
        """A new empty folder to build a site in."""
        made = Path(tempfile.mkdtemp(prefix=_STAGING, dir=self.path))
        made.chmod(0o755)
        return made

    def kept(self) -> list[KeptSite]:
        """Every site that is here: the one that stands, then the others, the last first."""
        current = self.target.current
        found = {each: each.name for each in _folders(self.sites) if _SITE.fullmatch(each.name)}
        if current is not None and current not in found:
            found[current] = id_of(current)
        stood = {identity: at for at, identity in enumerate(self._order())}
        sites = [KeptSite(name, folder, folder == current) for folder, name in found.items()]
        return sorted(sites, key=lambda each: (each.current, stood.get(each.id, -1), each.id), reverse=True)

    def _order(self) -> list[str]:
        try:
            text = (self.path / ORDER).read_text("ascii", errors="replace")
        except OSError:
            return []
        return [line for line in text.splitlines() if _SITE.fullmatch(line)]

    def note_standing(self, *ids: str) -> None:
        """Note that sites began to stand, one after the other."""
        there = {each.id for each in self.kept()}
        order = [each for each in (*self._order(), *ids) if each in there]
        lines = [each for at, each in enumerate(order) if each not in order[at + 1 :]]
        written = self.path / f"{_STAGING}{ORDER}"
        written.write_text("".join(f"{each}\n" for each in lines), encoding="ascii")
        written.replace(self.path / ORDER)

    def new_id(self) -> str:
        """An id for a site that is published now: later than every other one."""
        now = datetime.datetime.now(datetime.UTC).strftime(_ID_FORMAT)
        return max([now, *(_later(each.id) for each in self.kept())])

    def clear(self) -> None:
        """Finish or undo what a run that was killed has left behind. The lock has to be held."""
        if self.replaced.is_dir():
            if os.path.lexists(self.target.path):
                self.file_away(self.replaced)
            else:
                self.replaced.rename(self.target.path)
        if self.next.is_symlink():
            self.next.unlink()
        elif self.next.is_dir():  # complete, whether it was about to stand or has stood
            self.file_away(self.next)
        for each in sorted(self.path.glob(f"{_STAGING}*")):
            remove(each)

    def file_away(self, site: Path) -> None:
        """Put a complete site among those that are kept."""
        self.sites.mkdir(mode=0o755, exist_ok=True)
        while (self.sites / id_of(site)).exists():
            stamp(site, _later(id_of(site)))
        site.rename(self.sites / id_of(site))

    def prune(self, keep: int) -> None:
        """Remove all earlier sites but the `keep` that stood last."""
        earlier = [each for each in self.kept() if not each.current]
        for each in earlier[keep:]:
            remove(each.folder)


def work_folder_of(target: Target) -> WorkFolder:
    """The work folder of a target, made if need be; PublicationError where it is not ours."""
    path = target.work_folder
    note = path / NOTE
    try:
        path.mkdir(mode=0o755, exist_ok=True)
        if path.is_symlink() or (hasattr(os, "geteuid") and path.lstat().st_uid != os.geteuid()):
            raise PublicationError(
                f"{_shown(path)} belongs to somebody else: remove it, or publish in another folder"
            )
        if not note.is_file():
            if any(path.iterdir()):
                raise PublicationError(
                    f"{_shown(path)} is in the way and was not made by journeybook: move it elsewhere"
                )
            note.write_text(_NOTE_TEXT, encoding="utf-8")
        if not (path / ".gitignore").exists():
            (path / ".gitignore").write_text("*\n", encoding="utf-8")
        path.chmod(0o755)
    except FileExistsError:
        raise PublicationError(f"{_shown(path)} is in the way: move it elsewhere") from None
    except OSError as fault:
        raise cannot(Path(fault.filename or path), "be written", fault) from None
    return WorkFolder(path, target)


def known_work_folder(target: Target) -> WorkFolder | None:
    """The work folder of a target where there is one, and nothing is made."""
    path = target.work_folder
    return WorkFolder(path, target) if (path / NOTE).is_file() and not path.is_symlink() else None


def id_of(site: Path) -> str:
    """When a site was published, by the time of its folder, which `stamp` sets."""
    return datetime.datetime.fromtimestamp(int(site.stat().st_mtime), datetime.UTC).strftime(_ID_FORMAT)


def stamp(site: Path, identity: str) -> None:
    """Give a site its id, as the time of its folder, which goes with it through every rename."""
    when = _moment(identity).timestamp()
    os.utime(site, (when, when))


def remove(path: Path) -> None:
    """Remove a folder, file or link of ours; what cannot be removed now, a later run removes."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _moment(identity: str) -> datetime.datetime:
    return datetime.datetime.strptime(identity, _ID_FORMAT).replace(tzinfo=datetime.UTC)


def _later(identity: str) -> str:
    return (_moment(identity) + datetime.timedelta(seconds=1)).strftime(_ID_FORMAT)


def _folders(path: Path) -> Iterator[Path]:
    """The folders in a folder in the order of their names, links left out."""
    if path.is_dir():
        yield from (each for each in sorted(path.iterdir()) if each.is_dir() and not each.is_symlink())


def _shown(path: Path) -> str:
    return f"`{printable(str(path))}`"
