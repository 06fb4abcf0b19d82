"""Drawing a map of 24 steps from its object, against mermaid's journey diagram of the same 24 tasks.

Mermaid runs on a page of headless Chromium that has drawn before, and as its command line, which draws 20 diagrams of
one file at a time.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from draw_speed import MAPS, drawers_of
from goals import GOALS, Row
from other_tools import BROWSER_FLAGS, MissingToolError, chromium, chromium_path, mermaid
from processes import measure_command
from synthetic_portal import SyntheticMap, synthetic_map

if TYPE_CHECKING:
    from workplace import Bench

DRAW = """\
async (texts) => {
  mermaid.initialize({ startOnLoad: false });
  for (const warm of texts.slice(0, 3)) await mermaid.render("warm", warm);
  const taken = [];
  for (const [at, text] of texts.entries()) {
    const begun = performance.now();
    const { svg } = await mermaid.render(`drawing-${at}`, text);
    if (!svg.includes("<svg")) throw new Error("nothing was drawn");
    taken.push(performance.now() - begun);
  }
  return taken;
}
"""


def journey_diagram(one: SyntheticMap) -> str:
    """The map as mermaid's journey: a section for each stage, and a task with a score from 1 to 5 for each step."""
    lines = ["journey", f"  title {one.title}"]
    for stage in one.stages:
        lines.append(f"  section {stage.title}")
        lines += [
            f"    {step.title}: {round(step.emotion) + 3}: {', '.join(one.personas)}" for step in stage.steps
        ]
    return "\n".join(lines) + "\n"


def measure(bench: Bench) -> Iterator[Row]:
    """Both rows. Ours is the view of a map, composed from its object, and its swimlane."""
    folder = bench.folder / "mermaid"
    folder.mkdir(exist_ok=True)
    texts = [journey_diagram(synthetic_map(number, MAPS)) for number in range(MAPS)]
    drawers = drawers_of(folder)
    ours: list[float] = []

    def draw() -> None:
        for number in range(MAPS):
            begun = time.perf_counter()
            drawers["compose"](number)
            drawers["swimlane"](number)
            ours.append(1000 * (time.perf_counter() - begun))

    draw()
    ours.clear()
    try:
        modules = mermaid()
        path = chromium_path()
    except MissingToolError as error:
        for name in ("16 mermaid", "16 mermaid-cli"):
            yield GOALS[name].missing(str(error))
        return
    on_page: list[float] = []
    with chromium() as browser:
        page = browser.new_page()
        page.set_content("<!doctype html><title>Mermaid</title>")
        page.add_script_tag(path=modules / "mermaid" / "dist" / "mermaid.min.js")
        for _ in bench.turns(part=0.2):
            draw()
            on_page += page.evaluate(DRAW, texts)
    yield GOALS["16 mermaid"].row(ours, on_page)

    settings = folder / "puppeteer.json"
    settings.write_text(json.dumps({"executablePath": path, "args": list(BROWSER_FLAGS)}), encoding="utf-8")
    many = folder / "maps.md"
    many.write_text("".join(f"```mermaid\n{text}```\n\n" for text in texts), encoding="utf-8")
    command = (str(modules / ".bin" / "mmdc"), "--quiet", "-p", str(settings))
    taken = []
    for _ in bench.turns(part=0.2):
        draw()
        cost = measure_command(folder, (*command, "-i", many.name, "-o", "drawn.md"), bench.environment)
        taken.append(1000 * cost.wall / MAPS)
    yield GOALS["16 mermaid-cli"].row(ours, taken)
