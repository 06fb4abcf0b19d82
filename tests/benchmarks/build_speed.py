"""How much CPU a portal of many maps costs, against the same pages pasted as Markdown with inline SVG.

Both portals are made from the same synthetic maps and built by `mkdocs build`, one after the other in the
same run, so that a busy machine slows both. Only ratios inside one run mean something.

    python tests/benchmarks/build_speed.py                     1,000 maps, once
    python tests/benchmarks/build_speed.py --maps 200 --rounds 3
    python tests/benchmarks/build_speed.py --only ours --profile 40
"""

from __future__ import annotations

import argparse
import pstats
import statistics
import sys
import tempfile
from pathlib import Path

from pasted_portal import PASTES, pasted_pages, write_reference
from processes import CommandError, Cost, measure_command
from workplace import MKDOCS_BUILD, fair_environment, write_portal


def build(folder: Path, environment: dict[str, str]) -> Cost:
    """Build the portal in the folder into its `site/`. Ends the benchmark where that fails."""
    try:
        return measure_command(folder, MKDOCS_BUILD, environment)
    except CommandError as error:
        sys.exit(str(error))


def verify(folder: Path, pages: list[str]) -> str:
    """That every page was made and holds its drawing; a line on what lies in the site."""
    site = folder / "site"
    for page in pages:
        text = (site / page / "index.html").read_text("utf-8")
        if "<svg" not in text:
            sys.exit(f"{page} holds no map")
    files = [path for path in site.rglob("*") if path.is_file()]
    page = (site / pages[0] / "index.html").stat().st_size
    return f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB, {page / 1e3:.0f} kB a map page"


PROFILED = """\
import cProfile, sys, time
from mkdocs.__main__ import cli
profile = cProfile.Profile(time.process_time)
try:
    profile.runcall(cli, ["build", "--quiet"])
finally:
    profile.dump_stats("build.prof")
"""


def show_profile(folder: Path, lines: int, environment: dict[str, str]) -> None:
    """Build once more and print the functions that took most CPU, with and without what they call."""
    measure_command(folder, [sys.executable, "-c", PROFILED], environment)
    stats = pstats.Stats(str(folder / "build.prof")).strip_dirs()
    stats.sort_stats("cumulative").print_stats(lines)
    stats.sort_stats("tottime").print_stats(lines)


def parse() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--maps", type=int, default=1000, help="how many maps (1000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often to build both (1)")
    parser.add_argument("--only", choices=("ours", "reference"), help="build one of the two")
    parser.add_argument(
        "--paste",
        choices=tuple(PASTES),
        default="page",
        help="what the reference pastes: " + "; ".join(f"{kind}: {what}" for kind, what in PASTES.items()),
    )
    parser.add_argument("--profile", type=int, metavar="LINES", help="show where our build's time goes")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave both portals in this new folder")
    return parser.parse_args()


def run(options: argparse.Namespace, folder: Path) -> None:
    """Make both portals, build them in turn and print the table."""
    ours, reference = folder / "ours", folder / "reference"
    ours.mkdir(parents=True)
    maps = write_portal(ours, options.maps)
    pages = pasted_pages(ours, maps, options.paste)
    write_reference(reference, maps, pages)
    yaml = next((ours / "maps" / "journeys").rglob("*.yml")).stat().st_size
    pasted = statistics.mean(len(each) for each in pages.values()) / 1e3
    print(f"{options.maps} maps of {yaml / 1e3:.1f} kB, reference pages of {pasted:.0f} kB ({options.paste})")

    environment = fair_environment(folder)
    warm = folder / "warm"
    (warm / "ours").mkdir(parents=True)
    few = write_portal(warm / "ours", 5)
    write_reference(warm / "reference", few, pasted_pages(warm / "ours", few, options.paste))
    sides = {
        "ours": (ours, [f"journeys/{one.id}" for one in maps]),
        "reference": (reference, [f"{one.section}/{one.id}" for one in maps]),
    }
    chosen = [options.only] if options.only else list(sides)
    for side in chosen:
        build(warm / side, environment)

    costs: dict[str, list[Cost]] = {side: [] for side in chosen}
    print(f"{'':12}{'cpu s':>9}{'wall s':>9}{'peak MB':>9}")
    for _ in range(options.rounds):
        for side in chosen:
            cost = build(sides[side][0], environment)
            costs[side].append(cost)
            print(f"{side:12}{cost.cpu:9.2f}{cost.wall:9.2f}{cost.peak:9.0f}", flush=True)
    for side in chosen:
        print(
            f"{side}: {verify(*sides[side])}, {statistics.median(c.cpu for c in costs[side]) / options.maps * 1e3:.1f} ms CPU a map"
        )
    if not options.only:
        for what in ("cpu", "wall"):
            ratios = [
                getattr(a, what) / getattr(b, what)
                for a, b in zip(costs["ours"], costs["reference"], strict=True)
            ]
            print(f"{what} ratio ours / reference: {statistics.median(ratios):.3f}")
    if options.profile:
        show_profile(ours, options.profile, environment)


def main() -> None:
    """Measure as the options say."""
    options = parse()
    if options.keep:
        options.keep.mkdir(parents=True)
        run(options, options.keep)
    else:
        with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as folder:
            run(options, Path(folder))


if __name__ == "__main__":
    main()
