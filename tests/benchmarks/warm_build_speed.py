"""Builds that find what an earlier one left: nothing changed, and 1 map of 100 changed, against cold ones.

What a warm build makes is compared, file by file, with a build of the same sources without any cache.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from processes import Cost, measure_command
from workplace import JOURNEYBOOK, forget_builds

if TYPE_CHECKING:
    from workplace import Bench


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of warm builds by `mkdocs build`, and for comparison those of `journeybook build`."""
    folder = bench.copy(bench.maps, "warm-builds")
    found: dict[str, list[Cost]] = {"cold": [], "unchanged": [], "changed": []}
    for number in bench.turns(part=0.6):
        forget_builds(folder)
        bench.say(f"round {number + 1}: cold, unchanged, changed")
        found["cold"].append(bench.build(folder))
        found["unchanged"].append(bench.build(folder, warm=True))
        edit(folder, number)
        found["changed"].append(bench.build(folder, warm=True))
    wall = {name: [cost.wall for cost in costs] for name, costs in found.items()}
    cpu = {name: [cost.cpu for cost in costs] for name, costs in found.items()}
    yield GOALS["8 unchanged"].row(wall["unchanged"], wall["cold"])
    yield GOALS["8 changed"].row(wall["changed"], wall["cold"])
    for name in ("unchanged", "changed"):
        yield Goal("", f"{GOALS[f'8 {name}'].what}, CPU", "a cold build, CPU").row(cpu[name], cpu["cold"])

    again = bench.folder / "warm-builds-again"
    shutil.copytree(folder, again, ignore=shutil.ignore_patterns("site", ".cache", ".*"))
    bench.build(again)
    other = differing_files(folder / "site", again / "site")
    yield GOALS["8 bytes"].row([len(other)], (), ", ".join(other[:5]))
    shutil.rmtree(again)
    if bench.quick:
        return
    forget_builds(folder)
    publish = (*JOURNEYBOOK, "build", "--keep", "0")
    costs = {}
    for name in found:
        if name == "changed":
            edit(folder, 99)
        costs[name] = measure_command(folder, publish, bench.environment).wall
    for name in ("unchanged", "changed"):
        goal = Goal("", f"`journeybook build`, {name}", "the same, cold")
        yield goal.row([costs[name]], [costs["cold"]])
    shutil.rmtree(folder)


def edit(folder: Path, number: int) -> None:
    """Let one map of 100, at least one, say something new."""
    for path in sorted((folder / "maps" / "journeys").rglob("*.yml"))[number % 100 :: 100] or [
        next((folder / "maps" / "journeys").rglob("*.yml"))
    ]:
        text = path.read_text("utf-8").replace("thought: ", f"thought: New{number} ", 1)
        path.write_text(text, encoding="utf-8")


def differing_files(one: Path, other: Path) -> list[str]:
    """The paths of files that only one of two folders has, or that differ in any byte."""
    names = [
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for folder in (one, other)
    ]
    both = sorted(names[0] & names[1])
    _, different, unread = filecmp.cmpfiles(one, other, both, shallow=False)
    return sorted({*(names[0] ^ names[1]), *different, *unread})
