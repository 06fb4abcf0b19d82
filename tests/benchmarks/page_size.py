"""How large the pages of a portal of many synthetic maps are, raw and compressed, kind by kind.

The sizes are those of what we make of a page. What the theme puts around it does not grow with the portal: 19 kB, of
which 5 kB are left when compressed.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from synthetic_portal import write_sources
from varied_portal import varied_library

from journeybook.library.objects import Kind, Library
from journeybook.pages.page import PagePlan
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.loading import load

TODAY = datetime.date(2026, 11, 22)
GOAL, COMPRESSED_GOAL = 300_000, 40_000
"""Bytes of a page as a reader gets it."""

SHELL, COMPRESSED_SHELL = 19_000, 5_000
"""Bytes of these that the theme takes."""


@dataclass(frozen=True, slots=True)
class Size:
    """A page's bytes."""

    address: str
    raw: int
    compressed: int


def main() -> None:
    """Print the largest pages of each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maps", type=int, default=1_000)
    parser.add_argument(
        "--all", action="store_true", help="every page; else the first, the second and the last of a list"
    )
    parser.add_argument("--files", action="store_true", help="generated files too, but none of a single map")
    parser.add_argument(
        "--varied", action="store_true", help="a portal with many objects of every kind instead"
    )
    options = parser.parse_args()
    library = varied_library(options.maps) if options.varied else written_library(options.maps)
    print(f"{options.maps:,} maps")
    report("pages", sizes(library, every=options.all))
    if options.files:
        report("files", file_sizes(library))


def written_library(maps: int) -> Library:
    """A portal of so many synthetic maps, read from files that are gone then."""
    with tempfile.TemporaryDirectory() as folder:
        return read_library(Path(folder), maps)


def read_library(folder: Path, maps: int) -> Library:
    """A portal of so many synthetic maps, written into the folder and read; all of them are in it."""
    write_sources(folder / "maps", maps)
    library = load(folder).library
    if len(library.journeys) < maps:
        sys.exit(f"only {len(library.journeys):,} of {maps:,} maps were read: is there a limit?")
    return library


def report(what: str, found: Iterable[Size]) -> None:
    """Print the largest of each folder, raw and compressed."""
    groups: dict[str, list[Size]] = {}
    for size in found:
        groups.setdefault(group(size.address), []).append(size)
    print(f"{what:32} {'raw':>10} {'gzip':>9}")
    for name, members in sorted(groups.items()):
        raw = max(members, key=lambda size: size.raw)
        compressed = max(members, key=lambda size: size.compressed)
        over = (
            " over"
            if raw.raw + SHELL > GOAL or compressed.compressed + COMPRESSED_SHELL > COMPRESSED_GOAL
            else ""
        )
        print(f"{name:32} {raw.raw:10,} {compressed.compressed:9,}{over}  {raw.address}")


def group(address: str) -> str:
    """What a page is one of: `channels/` a list, `channels/*/` a channel."""
    folder, _, rest = address.partition("/")
    listed = not rest or (rest.startswith("page/") and rest.count("/") == 2)
    return f"{folder}/" if listed else f"{folder}/*"


def sizes(library: Library, *, every: bool = False) -> Iterator[Size]:
    """The sizes of all pages but those of single maps."""
    plans = plan_portal(Portfolio(library, "Portal", today=TODAY))[0]
    for plan in plans if every else sampled(plans):
        if plan.ref is None or plan.ref.kind is not Kind.JOURNEY:
            yield size_of(plan.address, plan.make().body)


def sampled(plans: Iterable[PagePlan]) -> Iterator[PagePlan]:
    """The pages, of each list on several pages the first, the second and the last."""
    waiting: PagePlan | None = None
    for plan in plans:
        if waiting is not None and plan.number == 1:
            yield waiting
        waiting = plan if plan.number > 2 else None
        if plan.number <= 2:
            yield plan
    if waiting is not None:
        yield waiting


def file_sizes(library: Library) -> Iterator[Size]:
    """The sizes of the generated files of the whole portal."""
    for plan in plan_portal(Portfolio(library, "Portal", today=TODAY))[1]:
        if not plan.address.startswith(("journeys/map-", "journeys/m-")):
            yield size_of(plan.address, plan.make())


def size_of(address: str, text: str) -> Size:
    """The bytes of a text, as they are and compressed as servers do it."""
    content = text.encode()
    return Size(address, len(content), len(gzip.compress(content, 6, mtime=0)))


if __name__ == "__main__":
    main()
