"""The drawings that stand alone look right where no portal is around them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Library
from journeybook.model.journey import MapType
from page_kinds import longest_map, map_of_type, right_to_left_map
from served import Served

pytestmark = pytest.mark.browser

# A panic of the renderer is no Exception and would end the test run: it gets a process of its own.
RENDER = """
import sys, pathlib, resvg_py
for name in sys.argv[1:]:
    png = bytes(resvg_py.svg_to_bytes(svg_path=name, width=1200))
    print(pathlib.Path(name).parent.name, pathlib.Path(name).name, len(png))
"""

# Every text inside the picture, and no two texts over each other, by the browser's own measure.
FAULTS = """
() => {
  const [x, y, width, height] = document.documentElement.getAttribute("viewBox").split(" ").map(Number);
  const frame = document.documentElement.getBoundingClientRect();
  const scale = frame.width / width;
  const found = [];
  const texts = [];
  for (const text of document.querySelectorAll("text")) {
    const lines = text.querySelectorAll("tspan").length ? [...text.querySelectorAll("tspan")] : [text];
    for (const line of lines) {
      if (!line.textContent.trim() || line.querySelector("tspan")) continue;
      const rect = line.getBoundingClientRect();
      if (rect.left < frame.left - 1 || rect.right > frame.right + 1 || rect.top < frame.top - 1 || rect.bottom > frame.bottom + 1)
        found.push(`outside: ${line.textContent}`);
      texts.push({ line, left: rect.left + 1, right: rect.right - 1, top: rect.top + rect.height * 0.25, bottom: rect.bottom - rect.height * 0.25 });
    }
  }
  texts.sort((a, b) => a.top - b.top);
  for (let i = 0; i < texts.length; i += 1)
    for (let j = i + 1; j < texts.length && texts[j].top < texts[i].bottom; j += 1)
      if (texts[i].left < texts[j].right && texts[j].left < texts[i].right)
        found.push(`${texts[i].line.textContent} lies over ${texts[j].line.textContent}`);
  return { found, texts: texts.length, scale };
}
"""


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.mark.parametrize("name", ["map.svg", "map-dark.svg"])
def test_every_maps_drawing_is_whole_when_opened_alone(name: str, window: Reading, library: Library) -> None:
    faults = {}
    for key in library.journeys:
        window.page.goto(f"{window.served.address}/journeys/{key}/{name}")
        seen = window.page.evaluate(FAULTS)
        assert seen["texts"] > 3, f"{key}: the drawing holds hardly a word"
        if seen["found"]:
            faults[key] = seen["found"][:8]
    assert faults == {}
    # A browser that shows a picture alone asks the site for an icon and says so where there is none.
    assert [line for line in window.console if "404" not in line] == []
    assert window.outside == []


def test_a_second_renderer_draws_maps_of_every_type(portal_site: Path, library: Library) -> None:
    maps = [
        longest_map(library),
        right_to_left_map(library),
        *(map_of_type(library, each) for each in MapType),
    ]
    names = [str(portal_site / "journeys" / each.id / "map.svg") for each in maps]
    names.append(str(portal_site / "journeys" / maps[0].id / "map-dark.svg"))
    done = subprocess.run(
        [sys.executable, "-c", RENDER, *names], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    sizes = {line.rpartition(" ")[0]: int(line.rpartition(" ")[2]) for line in done.stdout.splitlines()}
    assert len(sizes) == len(names)
    # A picture of nothing but its ground packs into a few kilobytes.
    assert {name: size for name, size in sizes.items() if size < 15_000} == {}
