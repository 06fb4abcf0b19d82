"""How much CPU a portal of many maps costs, against the same pages pasted as Markdown with inline SVG.

Both portals are made from the same synthetic maps and built by `mkdocs build`, one after the other in the
same run, so that a busy machine slows both. Only ratios inside one run mean something.

    python tests/benchmarks/build_speed.py                     1,000 maps, once
    python tests/benchmarks/build_speed.py --maps 200 --rounds 3
    python tests/benchmarks/build_speed.py --only ours --profile 40
"""

from __future__ import annotations

import argparse
import json
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from plain_svg import plain_svg
from synthetic_portal import LANES, PERSONAS, SyntheticMap, write_sources

from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Kind
from journeybook.pages.page_plan import plan_pages
from journeybook.portal.portal import read_portal

OURS = """\
site_name: Benchmark
site_url: https://portal.example/
use_directory_urls: true
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins: [journeybook]
"""

REFERENCE = """\
site_name: Benchmark
site_url: https://portal.example/
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins: [search]
markdown_extensions: [tables]
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: seconds of CPU (user and system, children included), of wall time, peak MB."""

    cpu: float
    wall: float
    peak: float


def write_ours(folder: Path, count: int) -> list[SyntheticMap]:
    """A portal as a team writes it: YAML in `maps/`, one page of prose in `docs/`."""
    maps = write_sources(folder / "maps", count)
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nA portal of synthetic maps.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(OURS, encoding="utf-8")
    return maps


def page_markdown(one: SyntheticMap, svg: str, section_of: dict[str, str]) -> str:
    """The page that somebody without journeybook would keep: words, links, the drawing pasted in, its table."""
    people = ", ".join(f"[{key.capitalize()}](../personas/{key}.md)" for key in one.personas)
    following = ", ".join(f"[{key}](../{section_of[key]}/{key}.md)" for key in one.next)
    rows = "\n".join(
        f"| {stage.title} | {step.title} | {step.channel} | {step.action} | {step.thought} | {step.emotion}"
        f" | {step.pain} (severity {step.severity}) | {step.opportunity} | {step.frontstage} |"
        for stage in one.stages
        for step in stage.steps
    )
    worst = sorted(one.steps, key=lambda step: (-step.severity, step.emotion))[:3]
    glance = "\n".join(
        f"- {step.pain}: [{step.title}](#) ({step.emotion}), severity {step.severity}" for step in worst
    )
    return (
        f"# {one.title}\n\n{one.summary}\n\n{people} · then {following} · [home](../index.md)\n\n"
        f"## At a glance\n\n{glance}\n\n## The map\n\n<figure>{svg}</figure>\n\n"
        f"## Scenario\n\n{one.scenario}\n\n## As a table\n\n"
        f"| Stage | Step | {' | '.join(LANES)} |\n{'|---' * (len(LANES) + 2)}|\n{rows}\n"
    )


def write_reference(folder: Path, maps: list[SyntheticMap], pages: dict[str, str]) -> None:
    """The same maps as hand-kept Markdown under Material, in section folders that make the navigation."""
    (folder / "docs" / "personas").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n\nA portal of synthetic maps.\n", encoding="utf-8")
    for key in PERSONAS:
        text = f"# {key.capitalize()} Example\n\nCustomer. I want it to work.\n"
        (folder / "docs" / "personas" / f"{key}.md").write_text(text, encoding="utf-8")
    for one in maps:
        path = folder / "docs" / one.section / f"{one.id}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(pages[one.id], encoding="utf-8")
    (folder / "mkdocs.yml").write_text(REFERENCE, encoding="utf-8")


def pasted_pages(folder: Path, maps: list[SyntheticMap], kind: str) -> dict[str, str]:
    """The Markdown of every map's page in the reference, by its id, for the portal of `maps` in `folder`."""
    section_of = {one.id: one.section for one in maps}
    if kind == "plain":
        return {one.id: page_markdown(one, plain_svg(one), section_of) for one in maps}
    library = read_portal(folder).library
    if kind == "page":
        plans = plan_pages(library, site_name="Benchmark")
        return {plan.ref.id: plan.make().body for plan in plans if plan.ref and plan.ref.kind is Kind.JOURNEY}
    return {
        # Without its line breaks, because a blank line would end the block of HTML.
        one.id: page_markdown(
            one,
            draw_swimlane(compose(library.journeys[one.id], library), library.title).replace("\n", ""),
            section_of,
        )
        for one in maps
    }


LAUNCH = """\
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024]))
"""
"""A process begins with the memory of the one that starts it, so a small one starts what is measured.

`wait4` counts the build and whatever it started and waited for, nothing else.
"""


def measure(folder: Path, command: list[str], environment: dict[str, str]) -> Cost:
    """Run the command in the folder to its end; what it cost. Ends the benchmark where the command fails."""
    launch = [sys.executable, "-c", LAUNCH, *command]
    done = subprocess.run(launch, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    code, cpu, wall, peak = json.loads(done.stdout)
    if code:
        sys.exit(f"{command} failed:\n{done.stderr[-4000:]}")
    return Cost(cpu, wall, peak)


def build(folder: Path, environment: dict[str, str]) -> Cost:
    """Build the portal in the folder into its `site/`."""
    return measure(folder, [sys.executable, "-m", "mkdocs", "build", "--quiet"], environment)


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
    measure(folder, [sys.executable, "-c", PROFILED], environment)
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
        choices=("page", "swimlane", "plain"),
        default="page",
        help="what the reference pastes: the page's whole body; or, with a table and the same words, our swimlane,"
        " or an SVG drawn with the least work (about 25 kB)",
    )
    parser.add_argument("--profile", type=int, metavar="LINES", help="show where our build's time goes")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave both portals in this new folder")
    return parser.parse_args()


def run(options: argparse.Namespace, folder: Path) -> None:
    """Make both portals, build them in turn and print the table."""
    ours, reference = folder / "ours", folder / "reference"
    ours.mkdir(parents=True)
    maps = write_ours(ours, options.maps)
    pages = pasted_pages(ours, maps, options.paste)
    write_reference(reference, maps, pages)
    yaml = next((ours / "maps" / "journeys").rglob("*.yml")).stat().st_size
    pasted = statistics.mean(len(each) for each in pages.values()) / 1e3
    print(f"{options.maps} maps of {yaml / 1e3:.1f} kB, reference pages of {pasted:.0f} kB ({options.paste})")

    # Compiled modules go to a folder of this run, warm for both, whatever the caller's environment says.
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"}
    } | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPYCACHEPREFIX": str(folder / "pycache")}
    warm = folder / "warm"
    (warm / "ours").mkdir(parents=True)
    few = write_ours(warm / "ours", 5)
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
