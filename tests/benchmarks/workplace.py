"""Where benchmarks work: a temporary folder with the portals that several of them share, and how long each may take."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from goals import GOALS
from pasted_portal import PASTES, pasted_pages, write_reference
from processes import Cost, measure_command, turns
from synthetic_portal import SyntheticMap, synthetic_map, write_sources

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".cache" / "benchmarks"
"""Where programs to compare with are installed, so that only the first run does it."""

SETTINGS = """\
site_name: Benchmark
site_url: https://portal.example/
use_directory_urls: true
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins: [journeybook]
"""

MKDOCS_BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
JOURNEYBOOK = (
    sys.executable,
    "-c",
    "import sys; from journeybook.cli import main; sys.argv[0] = 'journeybook'; main()",
)
"""The command line of journeybook, without the options."""


def write_portal(folder: Path, count: int) -> list[SyntheticMap]:
    """A portal as a team writes it: YAML in `maps/`, one page of prose in `docs/`; its maps."""
    maps = write_sources(folder / "maps", count)
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nA portal of synthetic maps.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return maps


def fair_environment(folder: Path) -> dict[str, str]:
    """The variables of measured programs: compiled modules are kept, and caches are those of this run.

    Everything that they leave, temporary files too, lies in the folder.
    """
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "JOURNEYBOOK_JOBS"}
    (folder / "tmp").mkdir(parents=True, exist_ok=True)
    return {key: value for key, value in os.environ.items() if key not in dropped} | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "TMPDIR": str(folder / "tmp"),
    }


@dataclass
class Bench:
    """What each benchmark is told: how many maps, how often, how long, and where it may work.

    `seconds` is what one benchmark may take; its rounds end before, but there is always one. `say` prints a line of
    progress. With `large`, what takes hours is measured too; with `quick`, what is there for comparison may be left out.
    `only` holds the numbers of the goals that are asked for, nothing for all.
    """

    folder: Path
    maps: int = 1000
    rounds: int = 5
    seconds: float = 240
    large: bool = False
    quick: bool = False
    only: frozenset[int] = frozenset()
    say: Callable[[str], None] = lambda _: None
    environment: dict[str, str] = field(default_factory=dict)
    _portals: dict[int, Path] = field(default_factory=dict)
    _pasted: dict[tuple[str, int], Path] = field(default_factory=dict)
    _full_builds: dict[Path, list[float]] = field(default_factory=dict)
    _warmed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.environment = fair_environment(self.folder) | self.environment

    def wants(self, name: str) -> bool:
        """Whether the row of this goal is asked for."""
        return not self.only or GOALS[name].number in self.only

    def turns(self, rounds: int | None = None, part: float = 1.0) -> Iterator[int]:
        """Numbers of rounds from 0 on, as many as there is time for in this part of what the benchmark may take."""
        return turns(rounds or self.rounds, self.seconds * part)

    def synthetic_maps(self, count: int) -> list[SyntheticMap]:
        """The maps of the portal of so many."""
        return [synthetic_map(number, count) for number in range(count)]

    def portal(self, count: int) -> Path:
        """The folder of a synthetic portal of so many maps, made at the first call.

        Who changes its sources works on a `copy` instead.
        """
        if count not in self._portals:
            self.say(f"writing {count:,} maps")
            folder = self.folder / f"portal-{count}"
            folder.mkdir()
            write_portal(folder, count)
            self._portals[count] = folder
        return self._portals[count]

    def copy(self, count: int, name: str) -> Path:
        """A new copy of the sources of the synthetic portal, without its site and its caches."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.portal(count), folder, ignore=shutil.ignore_patterns("site", ".cache", ".*"))
        return folder

    def pasted(self, kind: str, count: int) -> Path:
        """The folder of the same maps as Markdown pages of Material, made at the first call; `PASTES` tells the kinds."""
        if kind not in PASTES:
            raise KeyError(kind)
        if (kind, count) not in self._pasted:
            self.say(f"pasting {count:,} pages: {kind}")
            folder = self.folder / f"pasted-{kind}-{count}"
            maps = self.synthetic_maps(count)
            write_reference(folder, maps, pasted_pages(self.portal(count), maps, kind))
            self._pasted[kind, count] = folder
        return self._pasted[kind, count]

    def build(self, folder: Path, *, jobs: int | None = None, warm: bool = False) -> Cost:
        """What `mkdocs build` of a portal costs; without `warm`, nothing that an earlier build left is there."""
        self.warm_up()
        if not warm:
            forget_builds(folder)
        environment = self.environment if jobs is None else self.environment | {"JOURNEYBOOK_JOBS": str(jobs)}
        cost = measure_command(folder, MKDOCS_BUILD, environment)
        if not warm and jobs is None:
            self._full_builds.setdefault(folder, []).append(cost.wall)
        return cost

    def full_builds(self, folder: Path) -> Sequence[float]:
        """Seconds by the clock of each full build of the portal in this run so far; at least one."""
        if folder not in self._full_builds:
            self.say(f"full build of {folder.name}")
            self.build(folder)
        return self._full_builds[folder]

    def warm_up(self) -> None:
        """Build a small portal once in this run, so that modules and templates are compiled before anything is measured."""
        if "ours" not in self._warmed:
            self._warmed.add("ours")
            folder = self.folder / "warm"
            folder.mkdir()
            write_portal(folder, 5)
            measure_command(folder, MKDOCS_BUILD, self.environment)

    def warm_up_reference(self, command: Sequence[str]) -> None:
        """Let the command build a small pasted portal once in this run, for the same reason."""
        if command[0] not in self._warmed:
            self._warmed.add(command[0])
            measure_command(self.pasted("words", 5), command, self.environment)


def forget_builds(folder: Path) -> None:
    """Remove what earlier builds of the portal left: the site, and what was kept for the next one."""
    for name in ("site", ".site.journeybook", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
