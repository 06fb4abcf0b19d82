"""Milliseconds to read one map of about 8 kB with every value's place, against a plain load by libyaml.

python tests/benchmarks/read_speed.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from synthetic_portal import map_yaml, synthetic_map, write_sources

from journeybook.portal.portal import read_portal
from journeybook.sources.yaml.reader import read_yaml

MAPS = 20


def milliseconds(work: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Median time of a call over all texts and rounds."""
    taken = []
    for _ in range(rounds):
        for text in texts:
            start = time.perf_counter()
            work(text)
            taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def main() -> None:
    """Print the plain load, our reader, the model's validation and the reading of a whole portal, a map each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    texts = [map_yaml(synthetic_map(number, MAPS)) for number in range(MAPS)]
    works: dict[str, Callable[[str], object]] = {
        "CSafeLoader": lambda text: yaml.load(text, Loader=yaml.CSafeLoader),
        "reader": lambda text: read_yaml(text, "map.yml"),
    }
    limit = None
    for title, work in works.items():
        median = milliseconds(work, texts, rounds)
        limit = limit or median
        print(f"{title:18}{median:8.2f} ms{median / limit:8.2f}")
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        count = 200
        write_sources(Path(name) / "maps", count)
        start = time.perf_counter()
        read_portal(Path(name))
        whole = (time.perf_counter() - start) * 1e3 / count
    print(f"{'read_portal a map':18}{whole:8.2f} ms{whole / limit:8.2f}")


if __name__ == "__main__":
    main()
