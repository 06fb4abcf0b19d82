"""What a full build costs, against Material with the same pages pasted, Hugo, Zensical and a bare script.

All are made from the same synthetic maps and built one after the other in the same run, so that a busy machine slows all
of them. Only ratios inside one run mean something. As a command, ours and Material:

    python tests/benchmarks/build_speed.py                     1,000 maps, once
    python tests/benchmarks/build_speed.py --maps 200 --rounds 3
    python tests/benchmarks/build_speed.py --only ours --profile 40
"""

from __future__ import annotations

import argparse
import pstats
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from goals import GOALS, Goal, Row
from hugo_portal import write_hugo_portal
from other_tools import MissingToolError, hugo, zensical
from pasted_portal import PASTES, pasted_pages, write_reference
from processes import CommandError, Cost, measure_command
from synthetic_portal import map_id
from workplace import MKDOCS_BUILD, Bench, fair_environment, forget_builds, write_portal


def build(folder: Path, environment: dict[str, str]) -> Cost:
    """Build the portal in the folder into its `site/`. Ends the benchmark where that fails."""
    try:
        return measure_command(folder, MKDOCS_BUILD, environment)
    except CommandError as error:
        sys.exit(str(error))


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of full builds. Each round builds every side once, and they take turns in who comes first."""
    sides, missing = sides_of(bench)
    bench.warm_up()
    found: dict[str, list[Cost]] = {name: [] for name in sides}
    for number in bench.turns():
        for name in sorted(sides, reverse=bool(number % 2)):
            bench.say(f"round {number + 1}: {name}")
            try:
                found[name].append(sides[name]())
            except CommandError as error:
                missing[name] = str(error)
    yield from rows_of(bench, found, missing)


def sides_of(bench: Bench) -> tuple[dict[str, Callable[[], Cost]], dict[str, str]]:
    """What builds each side that is asked for, and why others cannot be built."""
    ours = bench.portal(bench.maps)
    sides: dict[str, Callable[[], Cost]] = {"ours": lambda: bench.build(ours)}
    missing: dict[str, str] = {}
    bench.warm_up_reference(MKDOCS_BUILD)
    for kind in ("page", "swimlane", "plain"):
        if bench.wants(f"4 {kind}"):
            sides[kind] = partial(bench.build, bench.pasted(kind, bench.maps))
    if bench.wants("5 processes"):
        sides["one process"] = partial(bench.build, ours, jobs=1)
        sides["two processes"] = partial(bench.build, ours, jobs=2)
    if bench.wants("6 hugo"):
        try:
            program = hugo()
        except MissingToolError as error:
            missing["hugo"] = str(error)
        else:
            folder = bench.folder / "hugo"
            folder.mkdir()
            docs = bench.pasted("page", bench.maps) / "docs"
            write_hugo_portal(folder, bench.synthetic_maps(bench.maps), docs)
            sides["hugo"] = partial(fresh, bench, folder, "public", (program, "--quiet"))
        try:
            program = zensical()
        except MissingToolError as error:
            missing["zensical"] = str(error)
        else:
            pasted = bench.pasted("page", bench.maps)
            command = (program, "build", "--clean")
            sides["zensical"] = partial(fresh, bench, pasted, "site", command)
            bench.warm_up_reference(command)
    if bench.wants("7 bare"):
        script = str(Path(__file__).with_name("bare_portal.py"))
        folder = bench.folder / "bare"
        folder.mkdir()
        command = (sys.executable, script, str(ours / "maps"), "site")
        sides["bare"] = partial(fresh, bench, folder, "site", command)
    return sides, missing


def fresh(bench: Bench, folder: Path, site: str, command: Sequence[str]) -> Cost:
    """What the command costs that writes the site, which is not there before."""
    forget_builds(folder)
    shutil.rmtree(folder / site, ignore_errors=True)
    return measure_command(folder, command, bench.environment)


def rows_of(bench: Bench, found: dict[str, list[Cost]], missing: dict[str, str]) -> Iterator[Row]:
    """The rows of what was measured."""
    ours = found["ours"]
    if not ours:
        raise CommandError(missing["ours"])

    def against(goal: Goal, name: str, what: str, note: str = "", base: str = "ours") -> Row:
        if not found.get(name) or not found.get(base):
            return goal.missing(missing.get(name) or missing.get(base) or "not asked for")
        values = [[getattr(cost, what) for cost in found[side]] for side in (base, name)]
        return goal.row(*values, note)

    for kind in ("page", "swimlane", "plain"):
        yield against(GOALS[f"4 {kind}"], kind, "cpu")
    if "page" in found:
        yield against(Goal("", "the same, by the clock", "Material, `page`"), "page", "wall")
    yield against(GOALS["5 processes"], "one process", "wall", base="two processes")
    if "one process" in found:
        goal = Goal("", "the same, CPU", "one process")
        yield against(goal, "one process", "cpu", base="two processes")
    yield against(GOALS["6 hugo"], "hugo", "wall")
    if "hugo" in found:
        yield against(Goal("", "the same, CPU", "Hugo"), "hugo", "cpu")
    if bench.wants("6 hugo"):
        yield against(Goal("", "full build", "Zensical, the same pages pasted: `page`"), "zensical", "wall")
    note = ""
    if found.get("bare"):
        sizes = [map_bytes(folder) / 1e3 for folder in (bench.portal(bench.maps), bench.folder / "bare")]
        note = "a map's files: {:.0f} kB, of the bare script {:.0f} kB".format(*sizes)
    yield against(GOALS["7 bare"], "bare", "cpu", note)


def map_bytes(folder: Path) -> int:
    """Bytes of all files of the first map in the site below the folder."""
    return sum(
        path.stat().st_size
        for path in (folder / "site" / "journeys" / map_id(0)).rglob("*")
        if path.is_file()
    )


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
