"""Seconds of `journeybook diff` of two revisions of 1,000 maps, of which 20 changed, and of which all were replaced.

python tests/benchmarks/diff_speed.py [MAPS [ROUNDS]]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from processes import measure_command
from synthetic_portal import map_yaml, synthetic_map, write_sources

if TYPE_CHECKING:
    from workplace import Bench

CHANGED = 20

DIFF = "from journeybook.cli import main; main()"
GIT = ("git", "-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", "-c", "commit.gpgSign=false")


def git(root: Path, *arguments: str) -> None:
    """Run git in the repository."""
    subprocess.run([*GIT, *arguments], cwd=root, check=True, capture_output=True)


def make_repository(root: Path, count: int) -> None:
    """A repository of so many maps with three commits.

    `begun` adds the maps, `edited` changes a feeling, a pain and a text of `CHANGED` of them, and `replaced` gives every
    map another id and other words.
    """
    write_sources(root / "maps", count)
    git(root, "init", "-q", "-b", "main")
    _commit(root, "begun")
    files = sorted((root / "maps" / "journeys").rglob("*.yml"))
    for path in files[:: max(1, count // CHANGED)][:CHANGED]:
        text = path.read_text("utf-8")
        text = re.sub(r"emotion: \S+", "emotion: -1.9", text, count=1)
        text = text.replace("text: ", "text: Other ", 1).replace("thought: ", "thought: Other ", 1)
        path.write_text(text, encoding="utf-8")
    _commit(root, "edited")
    for number, path in enumerate(files):
        path.with_name(f"other-{path.name}").write_text(
            map_yaml(synthetic_map(count + number, count)), "utf-8"
        )
        path.unlink()
    _commit(root, "replaced")


def _commit(root: Path, name: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", name)
    git(root, "tag", name)


def measure(bench: Bench) -> Iterator[Row]:
    """The row of some changed maps by the clock, and one of replaced maps with its memory."""
    folder = bench.folder / "compared"
    folder.mkdir()
    bench.say(f"a repository of {bench.maps:,} maps")
    make_repository(folder, bench.maps)
    commands = {
        "git": ("git", "diff", "--stat", "begun", "edited", "--", "maps"),
        "edited": (sys.executable, "-c", DIFF, "diff", "begun", "edited"),
        "replaced": (sys.executable, "-c", DIFF, "diff", "edited", "replaced"),
    }
    for command in commands.values():
        measure_command(folder, command, bench.environment)
    costs = {
        name: [measure_command(folder, command, bench.environment) for _ in bench.turns(part=0.25)]
        for name, command in commands.items()
    }
    wall = {name: [cost.wall for cost in some] for name, some in costs.items()}
    peak = max(cost.peak for cost in costs["edited"])
    yield GOALS["15 diff"].row(wall["edited"], wall["git"], f"{peak:.0f} MB at its peak")
    peak = max(cost.peak for cost in costs["replaced"])
    replaced = Goal("", "difference of two revisions, every map replaced", "20 maps changed")
    yield replaced.row(wall["replaced"], wall["edited"], f"{peak:.0f} MB at its peak")


def main() -> None:
    """Print CPU, seconds by the clock and memory of both comparisons."""
    from workplace import fair_environment

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        environment = fair_environment(Path(name) / "environment")
        root = Path(name) / "portal"
        root.mkdir()
        make_repository(root, count)
        for title, sides in (
            ("some maps edited", ("begun", "edited")),
            ("every map replaced", ("edited", "replaced")),
        ):
            for number in range(rounds + 1):
                cost = measure_command(root, (sys.executable, "-c", DIFF, "diff", *sides), environment)
                if number:
                    print(f"{title:20}{cost.cpu:8.2f} s CPU{cost.wall:8.2f} s{cost.peak:8.0f} MB", flush=True)


if __name__ == "__main__":
    main()
