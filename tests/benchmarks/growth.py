"""How CPU, memory and pages grow with the number of maps.

The portal is built with so many maps and with more: three times as many, or ten with `--large`. What a build costs that no
map adds to is taken from a portal of five maps, so that a small portal is no easy reference.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from processes import TreeMemory, measure_tree_memory
from workplace import MKDOCS_BUILD, forget_builds

if TYPE_CHECKING:
    from workplace import Bench

FEW = 5
"""Maps of the portal whose build costs what every build does."""


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of CPU and memory a map in the larger portal, and of the largest pages of both."""
    small, large = bench.maps, bench.maps * (10 if bench.large else 3)
    portals = {count: bench.portal(count) for count in (FEW, small, large)}
    if bench.wants("9 CPU"):
        cpu: dict[int, list[float]] = {count: [] for count in portals}
        for number in bench.turns(3, part=0.5):
            for count, folder in portals.items():
                bench.say(f"round {number + 1}: building {count:,} maps")
                cpu[count].append(bench.build(folder).cpu)
        fixed = statistics.median(cpu[FEW])
        a_map = {
            count: [1000 * (seconds - fixed) / (count - FEW) for seconds in cpu[count]]
            for count in (small, large)
        }
        yield GOALS["9 CPU"].row(a_map[large], a_map[small], f"{large:,} maps against {small:,}")
        yield from memory_rows(bench, portals, small, large)
    if bench.wants("10 page"):
        for count in (small, large):
            yield from page_rows(bench, portals[count], count)
    for count in (FEW, large):
        shutil.rmtree(portals[count] / "site", ignore_errors=True)


def memory_rows(bench: Bench, portals: dict[int, Path], small: int, large: int) -> Iterator[Row]:
    """The row of what a further map adds to the peak of all processes together."""
    goal = GOALS["9 memory"]
    if not TreeMemory.possible():
        yield goal.missing("this system does not tell the memory of a process: it needs /proc of Linux")
        return
    peaks = {}
    for count in (small, large):
        bench.say(f"memory of {count:,} maps")
        forget_builds(portals[count])
        peaks[count] = measure_tree_memory(portals[count], MKDOCS_BUILD, bench.environment)
    added = 1000 * (peaks[large] - peaks[small]) / (large - small)
    note = f"{peaks[small]:,.0f} MB with {small:,} maps, {peaks[large]:,.0f} MB with {large:,}"
    yield goal.row([added], (), note)
    seconds = bench.environment | {"JOURNEYBOOK_JOBS": "1"}
    forget_builds(portals[large])
    alone = measure_tree_memory(portals[large], MKDOCS_BUILD, seconds)
    yield Goal("", f"peak memory, {large:,} maps", "one process", "MB").row([peaks[large]], [alone])


def page_rows(bench: Bench, folder: Path, count: int) -> Iterator[Row]:
    """The rows of the largest pages in the built site, raw and under gzip; a map's own page is the reference."""
    site = folder / "site"
    if not (site / "index.html").exists():
        bench.build(folder)
    raw, packed, maps, packed_maps = {}, {}, [], []
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        content = path.read_bytes()
        if is_map(name):
            # Some maps' pages are enough for a median.
            if len(maps) < 50:
                maps.append(len(content) / 1e3)
                packed_maps.append(len(gzip.compress(content, 6, mtime=0)) / 1e3)
            continue
        raw[name] = len(content) / 1e3
        # What is smaller than the limit as it stands cannot be larger than it under gzip.
        packed[name] = len(gzip.compress(content, 6, mtime=0)) / 1e3 if len(content) > 40_000 else 0.0
    for key, sizes, reference in (("page", raw, maps), ("gzip", packed, packed_maps)):
        largest = max(sizes, key=lambda name: (sizes[name], name))
        yield GOALS[f"10 {key}"].row([sizes[largest]], reference, f"{count:,} maps: {largest}")


def is_map(name: str) -> bool:
    """Whether a page is a map's own: `journeys/<id>/index.html`."""
    parts = name.split("/")
    return len(parts) == 3 and parts[0] == "journeys"
