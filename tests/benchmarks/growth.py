"""How CPU, memory and pages grow with the number of maps.

The portal is built with so many maps and with more: three times as many, or ten with `--large`. What a build costs that no
map adds to is taken from a portal of five maps, so that a small portal is no easy reference. Pages that list maps are made
for ten times as many maps in any case, without building what belongs to each map.
"""

from __future__ import annotations

import gzip
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Row
from processes import TreeMemory, measure_tree_memory
from workplace import MKDOCS_BUILD, forget_builds

if TYPE_CHECKING:
    from workplace import Bench

SOME = 50
"""Maps whose pages are weighed."""

FEW = 5
"""Maps of the portal whose build costs what every build does."""


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of CPU and memory a map in the larger portal, and of the largest pages of both."""
    small, large = bench.maps, bench.maps * (10 if bench.large else 3)
    portals = {small: bench.portal(small)}
    if bench.wants("9 CPU"):
        portals |= {count: bench.portal(count) for count in (FEW, large)}
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
        for count in (FEW, large):
            shutil.rmtree(portals[count] / "site", ignore_errors=True)
    if bench.wants("10 page"):
        yield from built_page_rows(bench, portals[small], small)
        yield from made_page_rows(bench, 10 * small)


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


def built_page_rows(bench: Bench, folder: Path, count: int) -> Iterator[Row]:
    """The rows of the largest pages in the built site, raw and packed; a map's own page is the reference."""
    site = folder / "site"
    if not (site / "index.html").exists():
        bench.build(folder)
    ours: dict[str, tuple[int, int]] = {}
    maps: list[tuple[int, int]] = []
    for path in site.rglob("*.html"):
        name = path.relative_to(site).as_posix()
        if not is_map(name):
            ours[name] = weighed(path.read_bytes())
        elif len(maps) < SOME:
            maps.append(weighed(path.read_bytes()))
    yield from largest_rows(ours, maps, f"{count:,} maps")


def made_page_rows(bench: Bench, count: int) -> Iterator[Row]:
    """The rows of the largest pages of ours for so many maps, of which only what does not belong to one map is made."""
    from page_size import COMPRESSED_SHELL, SHELL, read_library, sizes

    bench.say(f"making the pages that list {count:,} maps")
    folder = bench.folder / "listed"
    # The theme's part is that of a built page.
    ours = {
        size.address: (size.raw + SHELL, size.compressed + COMPRESSED_SHELL)
        for size in sizes(read_library(folder, count))
    }
    shutil.rmtree(folder)
    yield from largest_rows(ours, [], f"{count:,} maps")


def largest_rows(ours: dict[str, tuple[int, int]], maps: list[tuple[int, int]], about: str) -> Iterator[Row]:
    """The rows of the pages that are largest, each page with its bytes raw and packed."""
    for at, key in enumerate(("page", "gzip")):
        largest = max(ours, key=lambda name: (ours[name][at], name))
        over = sum(1 for size in ours.values() if size[at] > 1000 * (GOALS[f"10 {key}"].most or 0))
        note = f"{about}: {largest}" + (f"; {over} of {len(ours):,} pages are too large" if over else "")
        yield GOALS[f"10 {key}"].row([ours[largest][at] / 1e3], [size[at] / 1e3 for size in maps], note)


def weighed(content: bytes) -> tuple[int, int]:
    """The bytes of a page, and those that a server sends of it."""
    return len(content), len(gzip.compress(content, 6, mtime=0))


def is_map(name: str) -> bool:
    """Whether a page is a map's own: `journeys/<id>/index.html`, but not `journeys/page/2/index.html`."""
    parts = name.split("/")
    return len(parts) == 3 and parts[0] == "journeys" and parts[1] != "page"
