"""How fast the filters and the sorting of a catalogue of many synthetic maps answer in a headless Chromium.

The time is that from a choice to the list laid out, without the site's styles. The first choice fetches and reads the data
and is told apart. The reference is what a page would do that carried an entry for each map: look at the values of each and
hide what does not fit.

    python tests/benchmarks/filter_speed.py --maps 10000
"""

from __future__ import annotations

import argparse
import functools
import http.server
import statistics
import tempfile
import threading
from pathlib import Path
from typing import Any

from other_tools import chromium
from page_size import TODAY, read_library

from journeybook.pages.catalogue.catalogue import DATA, make_catalogue
from journeybook.pages.catalogue.catalogue_data import draw_catalogue_json
from journeybook.pages.portfolio import Portfolio
from journeybook.site.scripts import BASE, script, script_address

GOAL = 100
"""Milliseconds in which a choice is answered."""

PAGE = """\
<!doctype html><html lang="en"><meta charset="utf-8"><title>Catalogue</title>
<body><div class="md-typeset"><div class="jb-body">{body}</div></div><script src="../{script}"></script></body></html>
"""

CHOICES = {
    "a persona": "check('persona')",
    "and a channel": "check('channel')",
    "and words": "type('ba')",
    "words alone": "reset(); type('da le')",
    "by lowest moment": "reset(); sort('lowest')",
    "by title": "sort('title')",
    "back to all": "sort('')",
}
"""What is chosen, one after the other."""

ACTIONS = """\
const form = document.querySelector("[data-facets]");
const tell = (element, name) => element.dispatchEvent(new Event(name, { bubbles: true }));
window.check = (name) => form.querySelector(`input[name=${name}]`).click();
window.type = (words) => { form.elements.q.value = words; tell(form.elements.q, "input"); };
window.reset = () => { form.elements.q.value = ""; form.querySelectorAll(":checked").forEach((box) => { box.checked = false; }); };
window.sort = (by) => { const list = document.querySelector("[data-sort]"); list.value = by; tell(list, "change"); };
"""

TIMED = "() => { const begin = performance.now(); %s; document.body.offsetHeight; return performance.now() - begin; }"

REFERENCE = """\
(data) => {
  const facet = data.facets.find(({ name }) => name === "persona");
  const list = document.createElement("ul");
  list.append(...data.maps.id.map((id, at) => {
    const entry = document.createElement("li");
    entry.dataset.persona = facet.maps[at].map((value) => facet.values[value].id).join(" ");
    entry.textContent = data.maps.title[at];
    return entry;
  }));
  document.body.append(list);
  document.body.offsetHeight;
  const entries = [...list.children];
  const wanted = facet.values[0].id;
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begin = performance.now();
    for (const entry of entries) entry.hidden = round % 2 === 0 && !entry.dataset.persona.split(" ").includes(wanted);
    document.body.offsetHeight;
    times.push(performance.now() - begin);
  }
  return times;
}
"""


def main() -> None:
    """Print the median and the longest time of each choice, and those of the reference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maps", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_site(Path(folder), options.maps)
        times = measured(Path(folder) / "site", options.rounds)
    print(f"{options.maps:,} maps{'median':>26} {'longest':>10}   goal {GOAL} ms")
    for name, found in times.items():
        print(f"{name:32} {statistics.median(found):7.1f} ms {max(found):7.1f} ms")


def write_site(folder: Path, maps: int) -> None:
    """Write the first page of a catalogue with its data and scripts below `site/` of the folder."""
    portfolio = Portfolio(read_library(folder, maps), "Portal", today=TODAY)
    body = make_catalogue(portfolio).body
    files = {
        "journeys/index.html": PAGE.format(body=body, script=script_address(BASE)),
        DATA: draw_catalogue_json(portfolio),
        **{script_address(name): script(name) for name in (BASE, "catalogue")},
    }
    for address, text in files.items():
        path = folder / "site" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


def measured(site: Path, rounds: int) -> dict[str, list[float]]:
    """The milliseconds of each choice in each round."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    times: dict[str, list[float]] = {}
    with chromium() as browser:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/journeys/")
        page.wait_for_selector(".jb-catalogue.jb-is-live")
        page.evaluate(f"() => {{ {ACTIONS} }}")
        first = "() => new Promise((done) => {{ const begin = performance.now(); {}; {} }})".format(
            "sort('title')",
            "const look = () => document.querySelector('.jb-catalogue').hasAttribute('aria-busy') "
            "? setTimeout(look) : done(performance.now() - begin); setTimeout(look)",
        )
        times["the first, with the data fetched"] = [page.evaluate(first)]
        page.evaluate("sort('')")
        for _ in range(rounds):
            for name, action in CHOICES.items():
                times.setdefault(name, []).append(page.evaluate(TIMED % action))
        data = page.evaluate(f"fetch('../{DATA}').then((answer) => answer.json())")
        times["reference: entries in the page"] = page.evaluate(
            REFERENCE.replace("ROUNDS", str(2 * rounds)), data
        )
    server.shutdown()
    return times


if __name__ == "__main__":
    main()
