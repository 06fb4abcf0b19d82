"""CPU seconds and peak memory of builds, checks and small commands, of two checkouts of journeybook by turns.

Both run under the Python of this environment, each with its own `plugins/` before the installed one, over the same
synthetic portal and over the demonstration portal of the first checkout. Only ratios inside one run mean something.

    git worktree add --detach ../before d20703a
    python tests/benchmarks/two_checkouts.py ../before . --maps 200 --rounds 5
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from processes import Cost, measure_command
from workplace import JOURNEYBOOK, MKDOCS_BUILD, write_portal


@dataclass(frozen=True, slots=True)
class Scenario:
    """A command in a portal; `prepare` runs before each round of each checkout and is not measured."""

    title: str
    portal: str
    command: tuple[str, ...]
    prepare: Callable[[Path], object] = lambda _: None


def journeybook(*arguments: str) -> tuple[str, ...]:
    """The command line of journeybook, whichever checkout comes first in the path."""
    return (*JOURNEYBOOK, *arguments)


def remove_cache(cache: Path) -> None:
    """Forget what earlier checks of this checkout kept."""
    shutil.rmtree(cache, ignore_errors=True)


def write_portals(folder: Path, before: Path, count: int) -> None:
    """The portals of one checkout: caches lie in a portal, and neither may find the other's in its place."""
    (folder / "synthetic").mkdir()
    write_portal(folder / "synthetic", count)
    for name in ("maps", "docs"):
        shutil.copytree(before / name, folder / "demonstration" / name)
    shutil.copy(before / "mkdocs.yml", folder / "demonstration")


def scenarios(count: int) -> list[Scenario]:
    """What is measured."""
    synthetic, demonstration = "synthetic", "demonstration"
    return [
        Scenario(f"build, {count} maps", synthetic, MKDOCS_BUILD),
        Scenario("build, demonstration", demonstration, MKDOCS_BUILD),
        Scenario(f"check, {count} maps", synthetic, journeybook("check", "maps", "--no-cache")),
        Scenario(
            f"check, {count} maps, cache written", synthetic, journeybook("check", "maps"), remove_cache
        ),
        Scenario(f"check, {count} maps, cache read", synthetic, journeybook("check", "maps")),
        Scenario("check, demonstration", demonstration, journeybook("check", "maps", "--no-cache")),
        Scenario("journeybook --help", synthetic, journeybook("--help")),
        Scenario("journeybook check --help", synthetic, journeybook("check", "--help")),
        Scenario("journeybook list journeys", demonstration, journeybook("list", "journeys")),
    ]


def environment(checkout: Path, folder: Path) -> dict[str, str]:
    """The variables under which this checkout runs, with caches and compiled modules of its own below `folder`."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
    return {key: value for key, value in os.environ.items() if key not in dropped} | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str((checkout / "plugins").resolve()),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }


def run(options: argparse.Namespace, folder: Path) -> None:
    """Print one line for each scenario: medians of both checkouts, and the medians of the ratios round by round."""
    sides = {"before": options.before, "after": options.after}
    environments = {}
    for side, checkout in sides.items():
        (folder / side).mkdir()
        write_portals(folder / side, options.before, options.maps)
        environments[side] = environment(checkout, folder / side)
    print(f"{'':38}{'before':>16}{'after':>16}{'ratio':>12}")
    print(f"{'':38}{'CPU s':>8}{'MB':>8}{'CPU s':>8}{'MB':>8}{'CPU':>6}{'MB':>6}")
    for scenario in scenarios(options.maps):
        if options.only and options.only not in scenario.title:
            continue
        costs: dict[str, list[Cost]] = {side: [] for side in sides}
        for number in range(options.rounds + 1):
            # Whoever runs second finds files in memory and a warmer processor, so they take turns in that too.
            for side in sides if number % 2 else reversed(sides):
                scenario.prepare(folder / side / "cache")
                cost = measure_command(folder / side / scenario.portal, scenario.command, environments[side])
                if number:  # the first round compiles modules and templates, and writes the caches
                    costs[side].append(cost)
        figures = [
            [statistics.median(getattr(cost, what) for cost in costs[side]) for what in ("cpu", "peak")]
            for side in sides
        ]
        ratios = [
            statistics.median(
                getattr(after, what) / getattr(before, what)
                for before, after in zip(costs["before"], costs["after"], strict=True)
            )
            for what in ("cpu", "peak")
        ]
        (cpu_before, mb_before), (cpu_after, mb_after) = figures
        print(
            f"{scenario.title:38}{cpu_before:8.2f}{mb_before:8.0f}{cpu_after:8.2f}{mb_after:8.0f}"
            f"{ratios[0]:6.2f}{ratios[1]:6.2f}",
            flush=True,
        )


def main() -> None:
    """Measure as the options say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path, help="the checkout to compare with")
    parser.add_argument("after", type=Path, help="the checkout that is measured against it")
    parser.add_argument("--maps", type=int, default=200, help="how many synthetic maps (200)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each command runs (5)")
    parser.add_argument("--only", metavar="WORDS", help="only scenarios whose titles hold these words")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as folder:
        run(options, Path(folder))


if __name__ == "__main__":
    main()
