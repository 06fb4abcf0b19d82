"""Milliseconds to read one map of about 8 kB with every value's place, against a plain load by libyaml.

python tests/benchmarks/read_speed.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from goals import GOALS, Row
from synthetic_portal import map_yaml, synthetic_map, write_sources

from journeybook.model.journey import Journey
from journeybook.portal.portal import read_portal
from journeybook.sources.yaml.reader import read_yaml

if TYPE_CHECKING:
    from workplace import Bench

MAPS = 20


def milliseconds(work: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Median time of a call over all texts and rounds."""
    return statistics.median(value for _ in range(rounds) for value in times(work, texts))


def times(work: Callable[[str], object], texts: list[str]) -> list[float]:
    """The milliseconds of a call with each of the texts."""
    taken = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


def plain_load(text: str) -> object:
    """The reference: data without places, as libyaml's safe loader gives them."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of reading and of validation; each round goes over all maps with both sides in turn."""
    texts = [map_yaml(synthetic_map(number, MAPS)) for number in range(MAPS)]
    loaded = {text: {**yaml.load(text, Loader=yaml.CSafeLoader), "id": "map"} for text in texts}
    works: dict[str, Callable[[str], object]] = {
        "plain": plain_load,
        "reader": lambda text: read_yaml(text, "map.yml"),
        "validation": lambda text: Journey.model_validate(loaded[text]),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in bench.turns(20, 0.5):
        for name, work in works.items():
            found[name].append(statistics.median(times(work, texts)))
    yield GOALS["13 reading"].row(found["reader"], found["plain"])
    yield GOALS["13 validation"].row(found["validation"], found["plain"])


def main() -> None:
    """Print the plain load, our reader, the model's validation and the reading of a whole portal, a map each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    texts = [map_yaml(synthetic_map(number, MAPS)) for number in range(MAPS)]
    works: dict[str, Callable[[str], object]] = {
        "CSafeLoader": plain_load,
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
