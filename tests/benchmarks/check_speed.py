"""Seconds of CPU to check a portal of 1,000 maps from a new process, against a plain load of the same files by libyaml.

python tests/benchmarks/check_speed.py [MAPS [ROUNDS]]
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from processes import measure_command
from synthetic_portal import write_sources

if TYPE_CHECKING:
    from workplace import Bench

PLAIN = (
    "import pathlib, sys, yaml\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.yml'):\n"
    "    yaml.load(path.read_text('utf-8'), Loader=yaml.CSafeLoader)\n"
)
CHECK = "from journeybook.cli import main; main()"


def seconds(rounds: int, *arguments: str, before: Callable[[], None] = lambda: None) -> float:
    """CPU seconds that a new Python takes for this, the median of some rounds; a finding is no failure."""
    taken = []
    for _ in range(rounds):
        before()
        start = os.times()
        done = subprocess.run([sys.executable, "-c", *arguments], capture_output=True, check=False)
        end = os.times()
        taken.append(end.children_user + end.children_system - start.children_user - start.children_system)
        assert done.returncode in (0, 1), done.stderr.decode()
    return statistics.median(taken)


def publish(maps: Path) -> None:
    """Make every map published, so that every rule has its say."""
    for path in maps.rglob("journeys/**/*.yml"):
        text = path.read_text("utf-8")
        if "\nstatus:" not in text:
            path.write_text(f"{text}status: published\n", "utf-8")


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of a check cold and warm, and of one after edits, each against a plain load."""
    folder = bench.copy(bench.maps, "checked")
    files = sorted((folder / "maps" / "journeys").rglob("*.yml"))
    check = (sys.executable, "-c", CHECK, "check", "maps")
    commands = {
        "plain": (sys.executable, "-c", PLAIN, "maps"),
        "cold": (*check, "--no-cache"),
        "warm": check,
    }
    found: dict[str, list[float]] = {name: [] for name in (*commands, "edited")}

    def cost(name: str) -> float:
        return measure_command(folder, commands[name], bench.environment, codes=(0, 1)).cpu

    for name in commands:  # compiles modules, and fills the cache
        cost(name)
    for number in bench.turns(part=0.4):
        for name in commands:
            found[name].append(cost(name))
        # One map of 20 says something new.
        for path in files[number % 20 :: 20]:
            path.write_text(path.read_text("utf-8").replace("thought: ", "thought: X", 1), "utf-8")
        found["edited"].append(cost("warm"))
    yield GOALS["14 cold"].row(found["cold"], found["plain"])
    yield GOALS["14 warm"].row(found["warm"], found["plain"])
    yield Goal("", "check, 1 map of 20 changed, CPU", "a plain load of the same files").row(
        found["edited"], found["plain"]
    )


def main() -> None:
    """Print the plain load, and the check: cold, remembered, after edits, with a report, and with the search for fixes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        maps = Path(name) / "maps"
        os.environ["XDG_CACHE_HOME"] = f"{name}/account"
        write_sources(maps, count)
        publish(maps)
        files = sorted(maps.rglob("journeys/**/*.yml"))
        source = random.Random(5)

        def edit(number: int, old: str) -> None:
            """Add a letter behind the first `old` of so many maps."""
            for path in source.sample(files, number):
                path.write_text(path.read_text("utf-8").replace(old, f"{old}X", 1), "utf-8")

        print(f"{count:,} maps, CPU seconds, median of {rounds}")
        plain = seconds(rounds, PLAIN, str(maps))
        print(f"{'plain load':24}{plain:7.2f} s{1:7.2f}")

        def show(title: str, *arguments: str, before: Callable[[], None] = lambda: None) -> None:
            taken = seconds(rounds, CHECK, "check", str(maps), *arguments, before=before)
            print(f"{title:24}{taken:7.2f} s{taken / plain:7.2f}")

        show("read anew", "--no-cache")
        show("read anew, as JSON", "--no-cache", "--format", "json")
        show("read anew and kept", before=lambda: edit(count, "thought: "))
        show("nothing changed")
        show("a text of one map", before=lambda: edit(1, "thought: "))
        show("the title of one map", before=lambda: edit(1, "title: "))
        show("texts of 50 maps", before=lambda: edit(min(50, count), "thought: "))
        show("--diff", "--diff")


if __name__ == "__main__":
    main()
