"""Seconds to check a portal of 1,000 maps from a new process, against a plain load of the same files by libyaml.

python tests/benchmarks/check_speed.py [MAPS [ROUNDS]]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic_portal import write_sources

PLAIN = (
    "import pathlib, sys, yaml\n"
    "for path in pathlib.Path(sys.argv[1]).rglob('*.yml'):\n"
    "    yaml.load(path.read_text('utf-8'), Loader=yaml.CSafeLoader)\n"
)
CHECK = "from journeybook.cli import main; main()"


def seconds(rounds: int, *arguments: str) -> list[float]:
    """How long a new Python takes for this, each time; a finding is no failure."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", *arguments], capture_output=True, check=False)
        taken.append(time.perf_counter() - start)
        assert done.returncode in (0, 1), done.stderr.decode()
    return taken


def publish(maps: Path) -> None:
    """Make every map published, so that every rule has its say."""
    for path in maps.rglob("journeys/**/*.yml"):
        text = path.read_text("utf-8")
        if "\nstatus:" not in text:
            path.write_text(f"{text}status: published\n", "utf-8")


def main() -> None:
    """Print the plain load, the check of drafts, of published maps, with a report, and the search for fixes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        maps = Path(name) / "maps"
        write_sources(maps, count)
        print(f"{count:,} maps, median of {rounds}")
        plain = statistics.median(seconds(rounds, PLAIN, str(maps)))
        print(f"{'plain load':22}{plain:7.2f} s{1:7.2f}")

        def show(title: str, *arguments: str) -> None:
            taken = statistics.median(seconds(rounds, CHECK, "check", str(maps), *arguments))
            print(f"{title:22}{taken:7.2f} s{taken / plain:7.2f}")

        show("check, as written")
        publish(maps)
        show("check, published")
        show("check, as JSON", "--format", "json")
        show("check --diff", "--diff")


if __name__ == "__main__":
    main()
