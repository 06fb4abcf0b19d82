"""The physical limit: a script that reads maps by libyaml, draws them with f-strings and writes the strings.

It checks nothing, measures no text, resolves no reference, knows one format of maps and makes no search index. For each
map it writes what our portal has: a page with a grid and a table, the picture for light and dark ground, a spreadsheet and
data for programs, of about as many bytes.

    python tests/benchmarks/bare_portal.py MAPS SITE
"""

from __future__ import annotations

import csv
import gc
import io
import json
import sys
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Map: TypeAlias = dict[str, Any]
FIELDS = ("channel", "action", "thought", "emotion", "pains", "opportunities", "frontstage")
LANES = ("Channel", "Doing", "Thinking", "Feeling", "Pains", "Opportunities", "Frontstage")
LIGHT = {"ground": "#ffffff", "lane": "#f7f8fb", "stage": "#dfe7f5", "text": "#1a2233", "line": "#1b6ca6"}
DARK = {"ground": "#12161d", "lane": "#1b212b", "stage": "#2a3850", "text": "#e6ebf4", "line": "#7fb8e6"}
ICON = "M4 4h16v16H4zM8 8h8M8 12h8M8 16h5M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20"
COLUMN = 150
LANE = 70
STYLE = "body{font:16px sans-serif}.grid{display:grid}.cell{padding:.5em}" * 20


def words(step: Map, field: str) -> str:
    """What a cell of the map says, ready for markup."""
    value = step[field]
    if field == "pains":
        value = ", ".join(f"{pain['text']} (severity {pain['severity']})" for pain in value)
    elif field == "opportunities":
        value = ", ".join(value)
    return escape(str(value))


def picture(one: Map, cells: list[list[str]], colours: dict[str, str]) -> str:
    """The map as an SVG: texts are halved, never measured."""
    ground, lane, band, ink, line = colours.values()
    width, height = 120 + COLUMN * len(cells), 80 + LANE * len(LANES)
    out = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
            f'<title>{escape(one["title"])}</title><rect width="{width}" height="{height}" fill="{ground}"/>'
        )
    ]
    left = 120
    for stage in one["stages"]:
        span = COLUMN * len(stage["steps"])
        out.append(
            f'<rect x="{left}" y="0" width="{span - 4}" height="36" rx="4" fill="{band}" stroke="{line}"/>'
            f'<text x="{left + 8}" y="24" font-size="14" font-weight="600" fill="{ink}">{escape(stage["title"])}</text>'
        )
        left += span
    for row, title in enumerate(LANES):
        top = 80 + LANE * row
        out.append(
            f'<rect x="0" y="{top}" width="{width}" height="{LANE - 2}" fill="{lane}"/>'
            f'<text x="8" y="{top + 20}" font-size="13" fill="{ink}">{title}</text>'
        )
    places = []
    steps = (step for stage in one["stages"] for step in stage["steps"])
    for column, (step, texts) in enumerate(zip(steps, cells, strict=True)):
        left = 120 + COLUMN * column
        out.append(f'<text x="{left + 8}" y="60" font-size="13" fill="{ink}">{escape(step["title"])}</text>')
        for row, text in enumerate(texts):
            top = 80 + LANE * row
            middle = text.find(" ", len(text) // 2)
            first, second = (text[:middle], text[middle + 1 :]) if middle > 0 else (text, "")
            out.append(
                f'<rect x="{left + 3}" y="{top + 3}" width="{COLUMN - 6}" height="{LANE - 8}" rx="4" fill="{ground}" stroke="{band}"/>'
                f'<text x="{left + 8}" y="{top + 24}" font-size="12" fill="{ink}">{first}'
                f'<tspan x="{left + 8}" dy="15">{second}</tspan></text>'
            )
        places.append((left + COLUMN / 2, 80 + LANE * 3.5 - step["emotion"] * 14))
    path = "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in places)
    out.append(f'<path d="{path}" fill="none" stroke="{line}" stroke-width="2"/>')
    out += [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="5" fill="{line}"/>' for x, y in places]
    return "".join(out) + "</svg>\n"


def page(one: Map, cells: list[list[str]], head: str, foot: str) -> str:
    """The page: what hurts most, the grid with a card for every step, the table."""
    out = [
        f'{head}<h1>{escape(one["title"])}</h1><p class="lead">{escape(one["summary"])}</p><p>'
        + "".join(f'<a class="person" href="../../personas/{key}/">{key}</a> ' for key in one["personas"])
        + "".join(f'<a class="next" href="../{key}/">{key}</a> ' for key in one["next"])
        + f'</p><h2>Scenario</h2><p>{escape(one["scenario"])}</p><h2>The map</h2><div class="grid" role="table">'
    ]
    rows = []
    at = 0
    for stage in one["stages"]:
        name = escape(stage["title"])
        out.append(f'<h3 id="{stage["id"]}" class="stage"><a href="#{stage["id"]}">{name}</a></h3>')
        for step in stage["steps"]:
            key, title = step["id"], escape(step["title"])
            out.append(
                f'<section class="step" id="{key}" aria-labelledby="{key}--title"><h4 id="{key}--title">'
                f'<a href="#{key}"><bdi>{title}</bdi></a></h4>'
            )
            out += [
                f'<div class="cell cell--{field}" role="cell" data-lane="{field}" aria-label="{lane}"><svg class="icon" viewBox="0 0 24 24"'
                f' aria-hidden="true"><path d="{ICON}"/></svg><span class="cell__label">{lane}</span><bdi>{text}</bdi></div>'
                for field, lane, text in zip(FIELDS, LANES, cells[at], strict=True)
            ]
            out.append(f'<details class="card"><summary>{title}</summary><dl>')
            out += [
                f'<div class="card__row card__row--{field}"><dt><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{ICON}"/></svg>'
                f" {lane}</dt><dd><bdi>{text}</bdi></dd></div>"
                for field, lane, text in zip(FIELDS, LANES, cells[at], strict=True)
            ]
            out.append("</dl></details></section>")
            rows.append(
                f'<tr><th scope="row"><a href="#{key}">{title}</a></th><td>{name}</td>'
                + "".join(f"<td><bdi>{text}</bdi></td>" for text in cells[at])
                + "</tr>\n"
            )
            at += 1
    worst = sorted(
        (step for stage in one["stages"] for step in stage["steps"]), key=lambda step: step["emotion"]
    )[:3]
    out.append('</div><h2>At a glance</h2><ul class="worst">')
    out += [
        f'<li><a href="#{step["id"]}">{escape(step["title"])}</a>: {step["emotion"]}</li>' for step in worst
    ]
    out.append("</ul><h2>As a table</h2><table><thead><tr><th>Step</th><th>Stage</th>")
    out += [f"<th>{lane}</th>" for lane in LANES]
    out.append("</tr></thead><tbody>\n")
    return "".join(out) + "".join(rows) + "</tbody></table>" + foot


def spreadsheet(one: Map) -> str:
    """A row for each step."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("stage", "step", *FIELDS))
    for stage in one["stages"]:
        for step in stage["steps"]:
            writer.writerow((stage["title"], step["title"], *(str(step[field]) for field in FIELDS)))
    return text.getvalue()


def main(maps: Path, site: Path) -> None:
    """Write the site of all maps below the folder."""
    gc.disable()  # a script that ends soon needs no collection, and ours does without it as well
    links = "".join(f'<li><a href="../../areas/{at}/">Area {at}</a></li>' for at in range(100))
    foot = f"<footer><nav><ul>{links}</ul></nav></footer></body></html>\n"
    listed = []
    for path in sorted(maps.glob("journeys/**/*.yml")):
        one = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        cells = [
            [words(step, field) for field in FIELDS] for stage in one["stages"] for step in stage["steps"]
        ]
        title = escape(one["title"])
        head = (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style></head>'
            f'<body><header><nav><ul>{links}</ul></nav></header><figure><img src="map.svg" alt="{title}"></figure>'
        )
        folder = site / "journeys" / path.stem
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(page(one, cells, head, foot), encoding="utf-8")
        (folder / "map.svg").write_text(picture(one, cells, LIGHT), encoding="utf-8")
        (folder / "map-dark.svg").write_text(picture(one, cells, DARK), encoding="utf-8")
        (folder / "map.csv").write_text(spreadsheet(one), encoding="utf-8")
        data = json.dumps({"id": path.stem, **one}, indent=2, ensure_ascii=False, default=str)
        (folder / "map.json").write_text(data, encoding="utf-8")
        listed.append(f'<li><a href="journeys/{path.stem}/">{title}</a></li>\n')
    index = f"<!doctype html><html><head><title>Maps</title></head><body><ul>{''.join(listed)}</ul></body></html>\n"
    (site / "index.html").write_text(index, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
