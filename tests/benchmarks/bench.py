"""One table of every goal: medians of ours and of a reference in the same run, and their ratio.

    python tests/benchmarks/bench.py                      1,000 maps: about 25 minutes on two cores
    python tests/benchmarks/bench.py --quick              50 maps: three minutes
    python tests/benchmarks/bench.py --only 4 --only 13   the rows of some goals
    python tests/benchmarks/bench.py --large              10,000 maps for growth and pages, 5,000 for search: hours
    python tests/benchmarks/bench.py --json table.json    the table as data too

What cannot be measured on this machine says why. A benchmark that fails is a row with its error, and the others go on.
The machine should have nothing else to do.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

if __name__ == "__main__":
    sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))

from goals import GOALS, Row, figure
from workplace import Bench

QUICK_MAPS = 50
MAPS = 1000


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A module whose `measure` yields the rows of these goals, and more rows without one."""

    module: str
    what: str
    goals: tuple[str, ...]

    def rows(self, bench: Bench) -> Iterator[Row]:
        """Its rows; after an exception, one for every goal of which there is no row."""
        told = set()
        why = "not measured"
        try:
            for row in importlib.import_module(self.module).measure(bench):
                told.add(row.goal.name)
                yield row
        except Exception as error:  # noqa: BLE001 - whatever it is, the others are measured
            bench.say(traceback.format_exc())
            why = shortened(f"{type(error).__name__}: {' '.join(str(error).split())}")
        for name in self.goals:
            if name not in told and (bench.large or not name.endswith("5,000")):
                yield GOALS[name].missing(why)
            elif name not in told:
                yield GOALS[name].missing("only with --large")


def shortened(text: str) -> str:
    """The text, or its beginning and its end where most errors say what is wrong."""
    return text if len(text) <= 320 else f"{text[:150]} ... {text[-150:]}"


BENCHMARKS = (
    Benchmark("read_speed", "reading a map", ("13 reading", "13 validation")),
    Benchmark("draw_speed", "drawing a map", ("12 grid", "12 swimlane")),
    Benchmark("mermaid_speed", "mermaid", ("16 mermaid", "16 mermaid-cli")),
    Benchmark("check_speed", "checking", ("14 cold", "14 warm")),
    Benchmark("diff_speed", "comparing two revisions", ("15 diff",)),
    Benchmark(
        "build_speed",
        "full builds",
        ("4 page", "4 swimlane", "4 plain", "5 processes", "6 hugo", "7 bare"),
    ),
    Benchmark("warm_build_speed", "warm builds", ("8 unchanged", "8 changed", "8 bytes")),
    Benchmark("preview_speed", "previews", ("1 preview", "2 preview", "3 warm start")),
    Benchmark("growth", "growth", ("9 CPU", "9 memory", "10 page", "10 gzip")),
    Benchmark(
        "search_speed",
        "search in a browser",
        ("11 search", "11 bytes", "11 search of 5,000", "11 bytes of 5,000"),
    ),
)
"""All benchmarks, in the order in which they run: the short ones first."""


def table_of(rows: Sequence[Row], title: str) -> Table:
    """The rows in the order of their goals; rows for comparison stand behind the goal before them."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_lines=False, pad_edge=False)
    table.add_column("goal", justify="right", no_wrap=True)
    table.add_column("what, and against what", ratio=1)
    for name in ("ours", "reference", "ratio", "wanted", ""):
        table.add_column(name, justify="left" if name in ("wanted", "") else "right", no_wrap=True)
    table.add_column("rounds", justify="right", no_wrap=True)
    for row in rows:
        goal = row.goal
        about = escape(goal.what) + (f" [dim]· {escape(goal.reference)}[/]" if goal.reference else "")
        if row.note:
            about += f"\n[dim]{escape(row.note)}[/]"
        verdict = {True: "[green]reached[/]", False: "[red]not reached[/]", None: ""}[row.reached]
        if row.ours is None:
            verdict = "[yellow]not measured[/]"
        table.add_row(
            "" if goal.number is None else str(goal.number),
            about,
            _value(row.ours, goal.unit),
            _value(row.reference, goal.unit),
            "" if row.ratio is None else figure(row.ratio),
            escape(goal.wanted),
            verdict,
            str(row.rounds or ""),
        )
    return table


def outcome(row: Row) -> str:
    """A row in one line of progress."""
    if row.ours is None:
        return f"not measured: {row.note}"
    value = f"{row.goal.what}, {_value(row.ours, row.goal.unit)}"
    return value if row.ratio is None else f"{value}, {figure(row.ratio)} of {row.goal.reference}"


def _value(value: float | None, unit: str) -> str:
    return "" if value is None else f"{figure(value)} {unit}".rstrip()


def ordered(rows: Sequence[Row]) -> list[Row]:
    """The rows by the number of their goal; a row without one follows the row that it was measured after."""
    keyed = []
    number = 0
    for place, row in enumerate(rows):
        number = row.goal.number or number
        keyed.append((number, place, row))
    return [row for _, _, row in sorted(keyed, key=lambda key: key[:2])]


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK_MAPS} maps and few rounds: three minutes"
    )
    parser.add_argument(
        "--large", action="store_true", help="also 10,000 maps, and 5,000 in a browser: hours"
    )
    parser.add_argument(
        "--only", type=int, action="append", metavar="N", help="only the goal of this number (repeatable)"
    )
    parser.add_argument("--maps", type=int, metavar="N", help=f"how many maps ({MAPS}, quick {QUICK_MAPS})")
    parser.add_argument("--rounds", type=int, metavar="N", help="how often at most (5, quick 3)")
    parser.add_argument(
        "--seconds", type=float, metavar="N", help="what each benchmark may take (200, quick 10)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the table into this file too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work in this new folder and leave it")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace, folder: Path, show: Console) -> list[Row]:
    """All rows that the options ask for, in their order; progress is printed to `show`."""
    begun = time.monotonic()

    def say(text: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - begun), 60)
        show.print(f"[dim]{minutes:2d}:{seconds:02d}[/] {escape(text)}", highlight=False, soft_wrap=True)

    bench = Bench(
        folder,
        maps=options.maps or (QUICK_MAPS if options.quick else MAPS),
        rounds=options.rounds or (3 if options.quick else 5),
        seconds=(10 if options.quick else 200) if options.seconds is None else options.seconds,
        large=options.large,
        quick=options.quick,
        only=frozenset(options.only or ()),
        say=say,
    )
    rows: list[Row] = []
    for benchmark in BENCHMARKS:
        if not any(map(bench.wants, benchmark.goals)):
            continue
        say(benchmark.what)
        for row in benchmark.rows(bench):
            if row.goal.number is None or bench.wants(row.goal.name):
                rows.append(row)
                say(f"  {row.goal.name or '-'}: {outcome(row)}")
    return ordered(rows)


def head(options: argparse.Namespace, seconds: float) -> str:
    """The title of the table: what was measured where."""
    maps = options.maps or (QUICK_MAPS if options.quick else MAPS)
    kind = "Quick run, whose figures only hint at the goals" if options.quick else "Benchmarks"
    return (
        f"{kind}: {maps:,} maps, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f}, {seconds / 60:.0f} minutes"
    )


def main() -> None:
    """Measure as the options say; print the table, and write it where it is asked for."""
    options = parse()
    progress = Console(stderr=True)
    begun = time.monotonic()
    if options.keep:
        options.keep.mkdir(parents=True)
        rows = run(options, options.keep.resolve(), progress)
    else:
        with tempfile.TemporaryDirectory(prefix="journeybook-bench-", ignore_cleanup_errors=True) as name:
            rows = run(options, Path(name), progress)
    title = head(options, time.monotonic() - begun)
    out = Console(width=None if sys.stdout.isatty() else 140)
    out.print(table_of(rows, title))
    if options.json:
        data = {"title": title, "rows": [row.as_json() for row in rows]}
        options.json.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
