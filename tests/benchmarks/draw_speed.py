"""Milliseconds to draw one map of 24 steps and 7 lanes, against the least work that could draw it.

python tests/benchmarks/draw_speed.py [ROUNDS]
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from plain_svg import plain_svg
from synthetic_portal import SyntheticMap, write_sources

from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.portal.portal import read_portal

MAPS = 20


def milliseconds(draw: Callable[[int], object], rounds: int) -> tuple[float, float]:
    """Median and least time of a call, over all maps and rounds."""
    taken = []
    for _ in range(rounds):
        for number in range(MAPS):
            start = time.perf_counter()
            draw(number)
            taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken), min(taken)


def main() -> None:
    """Print one line a drawing."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        maps: list[SyntheticMap] = write_sources(Path(name) / "maps", MAPS)
        library = read_portal(Path(name)).library
    journeys = [library.journeys[one.id] for one in maps]
    views = [compose(journey, library) for journey in journeys]
    drawers: dict[str, Callable[[int], object]] = {
        "plain f-strings": lambda at: plain_svg(maps[at]),
        "compose": lambda at: compose(journeys[at], library),
        "grid": lambda at: draw_grid(views[at], lambda ref: f"../{ref.kind}/{ref.id}/", library.title),
        "swimlane": lambda at: draw_swimlane(views[at], library.title),
    }
    limit = None
    print(f"{'':18}{'median ms':>10}{'least ms':>10}{'ratio':>8}{'kB':>8}{'kB gz':>8}")
    for title, draw in drawers.items():
        median, least = milliseconds(draw, rounds)
        limit = limit or median
        drawn = draw(0)
        size = ""
        if isinstance(drawn, str):
            raw = drawn.encode()
            size = f"{len(raw) / 1e3:8.1f}{len(gzip.compress(raw, mtime=0)) / 1e3:8.1f}"
        print(f"{title:18}{median:10.2f}{least:10.2f}{median / limit:8.1f}{size}")


if __name__ == "__main__":
    main()
