"""Milliseconds to draw one map of 24 steps and 7 lanes, against the least work that could draw it.

python tests/benchmarks/draw_speed.py [ROUNDS]
"""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from plain_svg import plain_svg
from synthetic_portal import SyntheticMap, write_sources

from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.portal.portal import read_portal

if TYPE_CHECKING:
    from workplace import Bench

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


def drawers_of(folder: Path) -> dict[str, Callable[[int], object]]:
    """What draws the map of a number, by its name, the reference first; sources are written into the folder."""
    maps: list[SyntheticMap] = write_sources(folder / "maps", MAPS)
    library = read_portal(folder).library
    journeys = [library.journeys[one.id] for one in maps]
    views = [compose(journey, library) for journey in journeys]
    return {
        "plain f-strings": lambda at: plain_svg(maps[at]),
        "compose": lambda at: compose(journeys[at], library),
        "grid": lambda at: draw_grid(views[at], lambda ref: f"../{ref.kind}/{ref.id}/", library.title),
        "swimlane": lambda at: draw_swimlane(views[at], library.title),
    }


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of grid and swimlane, against f-strings that draw as many bytes, and of the view that both begin with."""
    folder = bench.folder / "drawing"
    folder.mkdir(exist_ok=True)
    drawers = drawers_of(folder)
    found: dict[str, list[float]] = {name: [] for name in drawers}
    for _ in bench.turns(20, 0.5):
        for name, draw in drawers.items():
            found[name].append(milliseconds(draw, 1)[0])
    plain = len(str(drawers["plain f-strings"](0)).encode())
    for name in ("grid", "swimlane"):
        size = len(str(drawers[name](0)).encode())
        same_bytes = [taken * size / plain for taken in found["plain f-strings"]]
        yield GOALS[f"12 {name}"].row(found[name], same_bytes, f"{size / 1e3:.0f} kB")
    yield Goal("", "a map as a view, for both drawings", "f-strings, 25 kB", "ms").row(
        found["compose"], found["plain f-strings"]
    )


def main() -> None:
    """Print one line a drawing."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        drawers = drawers_of(Path(name))
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
