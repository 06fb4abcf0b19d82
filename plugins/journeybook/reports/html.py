"""A difference as one HTML file without scripts and requests, light or dark as the system is."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from journeybook.drawing.palette import DARK, LIGHT
from journeybook.history.change import Sort, ThingChange
from journeybook.labels.value_labels import counted
from journeybook.reports.change_phrases import Phrase
from journeybook.reports.comparison import (
    HONEST,
    SIGNS,
    Comparison,
    Group,
    figures,
    groups,
    headline,
    kind_word,
    notes,
    sort_words,
    team_names,
    title_line,
    touched,
)
from journeybook.reports.curve_comparison_svg import columns_css, draw_curves
from journeybook.text.escape import escape_revealed as escape

_COLOURS = (
    "bg",
    "fg",
    "muted",
    "line",
    "surface",
    "surface-2",
    "accent",
    "e0",
    "e0s",
    "e1s",
    "e3",
    "e3s",
    "other",
)


def _policy(style: str) -> str:
    """The policy of the file, which lets nothing be but its one style."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def html_report(comparison: Comparison) -> str:
    """The whole file."""
    difference = comparison.difference
    title = f"What changed: {headline(difference)}"
    counts = [len(each.curve.columns) for each in difference.things if each.curve]
    style = f"{_style()}{columns_css(counts)}"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style></head><body><main>",
        f'<header><p class="eyebrow">{escape(title_line(comparison))}</p><h1>{escape(headline(difference))}</h1></header>',
        *(f'<p class="note">{escape(note)}.</p>' for note in notes(comparison)),
    ]
    if len(difference.things) > 1:
        parts += ['<nav aria-label="What changed"><ol>', *_contents(comparison), "</ol></nav>"]
    for number, thing in enumerate(difference.things, 1):
        parts += _section(number, thing, comparison)
    if difference.reaches(Sort.REGRESSION):
        parts.append(f'<p class="note">{HONEST}</p>')
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def _contents(comparison: Comparison) -> Iterator[str]:
    for number, thing in enumerate(comparison.difference.things, 1):
        yield (
            f'<li class="{thing.sort}"><a href="#c{number}"><span class="sign" aria-hidden="true">{SIGNS[thing.sort]}</span> '
            f"<bdi>{escape(thing.title)}</bdi></a> <small>{escape(kind_word(thing))}, {escape(sort_words(thing))}</small></li>"
        )


def _section(at: int, thing: ThingChange, comparison: Comparison) -> Iterator[str]:
    names = comparison.names
    guess = ", probably the same as before" if thing.guess else ""
    link = comparison.link(thing.ref)
    yield f'<section class="{thing.sort}" aria-labelledby="c{at}">'
    yield f'<h2 id="c{at}"><span class="sign" aria-hidden="true">{SIGNS[thing.sort]}</span> <bdi>{escape(thing.title)}</bdi></h2>'
    see = f' · <a href="{escape(link)}">see it in the preview</a>' if link else ""
    yield f'<p class="kind">{escape(kind_word(thing))}, {escape(sort_words(thing))}{guess}{see}</p>'
    if thing.curve and thing.curve.differs:
        yield '<dl class="figures">'
        for label, before, after in figures(thing.curve, names):
            value = f"<del>{before}</del> <ins>{after}</ins>" if before != after else after
            yield f"<div><dt>{label} feeling</dt><dd>{value}</dd></div>"
        yield "</dl>"
        yield draw_curves(thing.curve, names)
    places = groups(thing, names)
    if places:
        yield f'<ul class="places">{"".join(_group(each, comparison) for each in places)}</ul>'
    wording = groups(thing, names, texts=True)
    if wording:
        count = sum(len(each.said) for each in wording)
        yield f"<details><summary>{counted(count, 'change')} of wording</summary>"
        yield f'<ul class="places">{"".join(_group(each, comparison) for each in wording)}</ul></details>'
    around = []
    others = [f'<li dir="auto">{escape(each.said(names))}</li>' for each in touched(thing)]
    if others:
        around.append(f"<dt>Also touched</dt><dd><ul>{''.join(others)}</ul></dd>")
    teams = team_names(thing, names)
    if teams:
        around.append(f"<dt>Please look</dt><dd>{escape(', '.join(teams))}</dd>")
    if around:
        yield f'<dl class="around">{"".join(around)}</dl>'
    yield "</section>"


def _group(group: Group, comparison: Comparison) -> str:
    link = comparison.link(group.ref) if group.ref.step else None
    place = f"<bdi>{escape(group.where or 'Overall')}</bdi>"
    head = f'<a href="{escape(link)}">{place}</a>' if link else place
    rows = "".join(
        f'<li class="{change.sort}"><span class="sign" aria-hidden="true">{SIGNS[change.sort]}</span> <span>{_said(said)}</span></li>'
        for change, said in group.said
    )
    return f'<li><h3>{head}</h3><ul class="changes">{rows}</ul></li>'


def _said(phrase: Phrase) -> str:
    parts = [escape(phrase.lead)]
    if phrase.before or phrase.after:
        parts[0] += ":"
    if phrase.before:
        parts.append(f'<del dir="auto">{escape(phrase.before)}</del>')
    if phrase.after:
        parts.append(f'<ins dir="auto">{escape(phrase.after)}</ins>')
    if phrase.tail:
        parts.append(f"<small>{escape(phrase.tail)}</small>")
    return " ".join(parts)


def _style() -> str:
    light = ";".join(f"--{name}:{LIGHT[name]}" for name in _COLOURS)
    dark = ";".join(f"--{name}:{DARK[name]}" for name in _COLOURS)
    return f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}{_RULES}"


_RULES = """
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 1rem}
h2{font-size:1.3rem;margin:0}
h3{font-size:1rem;margin:0 0 .2rem}
a{color:var(--accent)}
.eyebrow,.kind,small,figcaption,dt{color:var(--muted)}
.eyebrow,.kind{margin:0;font-size:.9rem}
.note{padding:.6rem .9rem;background:var(--surface-2);border-radius:.5rem}
nav ol{list-style:none;margin:0;padding:.6rem .9rem;background:var(--surface);border:1px solid var(--line);border-radius:.6rem}
nav li{padding:.15rem 0}
section{margin-top:2rem;padding-top:1.5rem;border-top:1px solid var(--line)}
.sign{display:inline-block;width:1.2em;text-align:center;font-weight:700}
.regression>.sign,.regression>h2>.sign,.regression>a>.sign{color:var(--e0)}
.improvement>.sign,.improvement>h2>.sign,.improvement>a>.sign{color:var(--e3)}
.figures{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:.8rem 0}
.figures dd{margin:0;font-size:1.2rem;font-weight:600;font-variant-numeric:tabular-nums}
del{color:var(--muted);text-decoration-thickness:1px}
ins{text-decoration:none;font-weight:600}
del+ins::before{content:"→ ";font-weight:400;color:var(--muted)}
.curves{margin:.5rem 0 1rem}
.scroll{width:fit-content;max-width:100%;overflow-x:auto;border:1px solid var(--line);border-radius:.6rem;background:var(--surface)}
.plot svg{display:block}
.labels{display:flex;list-style:none;margin:0;padding:0 0 .6rem}
.labels li{flex:0 0 92px;padding:0 5px;font-size:.75rem;line-height:1.25;text-align:center;overflow-wrap:anywhere}
.labels b{display:block;color:var(--muted)}
.labels em{display:block;font-style:normal;font-weight:700;color:var(--accent)}
.zero{stroke:var(--muted);stroke-opacity:.45;stroke-dasharray:2 4}
.line{fill:none;stroke-linecap:round}
.line.before{stroke:var(--other);stroke-width:2;stroke-dasharray:5 5}
.line.after{stroke:var(--accent);stroke-width:3}
.dot.before{fill:var(--surface);stroke:var(--other);stroke-width:2}
.dot.after{fill:var(--accent)}
.band.lower{fill:var(--e0s)}
.band.higher{fill:var(--e3s)}
.band.other{fill:var(--surface-2)}
.figure{font-size:12px;fill:var(--fg);font-weight:600;paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
.figure.before{fill:var(--muted);font-weight:400}
figcaption{font-size:.85rem;margin-top:.4rem}
.key{display:inline-block;width:26px;height:0;vertical-align:middle;border-top:3px solid var(--accent)}
.key.before{border-top:2px dashed var(--other)}
.places,.changes{list-style:none;margin:0;padding:0}
.places>li{padding:.6rem 0;border-top:1px solid var(--line)}
.places>li:first-child{border-top:0}
.changes>li{display:flex;gap:.4rem;padding:.1rem 0}
.changes .sign{flex:none}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--muted)}
.around{margin:.8rem 0 0;display:grid;grid-template-columns:minmax(10rem,auto) 1fr;gap:.2rem 1rem}
.around dd{margin:0}
.around ul{list-style:none;margin:0;padding:0}
@media(max-width:40rem){.around{grid-template-columns:1fr}.around dd{margin-bottom:.4rem}}
@media print{.scroll{overflow:visible}section{break-inside:avoid-page}}
"""
