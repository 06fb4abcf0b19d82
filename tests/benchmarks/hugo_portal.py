"""The same pages for Hugo, under a theme that does as little as a portal can do with: navigation, a title, the page.

Hugo reads no YAML and draws nothing: it gets the finished bodies of our pages. Preparing them is not measured.
"""

from __future__ import annotations

import json
from pathlib import Path

from synthetic_portal import SyntheticMap

SETTINGS = """\
baseURL = "https://portal.example/"
title = "Benchmark"
disableKinds = ["taxonomy", "term", "RSS"]
[outputs]
home = ["HTML", "JSON"]
[markup.goldmark.renderer]
unsafe = true
"""

LAYOUTS = {
    "_default/baseof.html": """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="canonical" href="{{ .Permalink }}">
<link rel="stylesheet" href="/portal.css"></head>
<body><header><nav><ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "_default/single.html": '{{ define "main" }}<article>{{ .Content }}</article>{{ end }}\n',
    "_default/list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    # What a search in the browser would read, as in many of Hugo's themes.
    "index.json": """\
[{{ range $at, $page := .Site.RegularPages }}{{ if $at }},{{ end }}
{"title": {{ $page.Title | jsonify }}, "url": {{ $page.RelPermalink | jsonify }}, "text": {{ $page.Plain | jsonify }}}{{ end }}]
""",
}


def write_hugo_portal(folder: Path, maps: list[SyntheticMap], docs: Path) -> None:
    """A site of Hugo whose pages have the bodies that the `docs` of the pasted portal hold."""
    for name, layout in LAYOUTS.items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(layout, encoding="utf-8")
    (folder / "config.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "portal.css").write_text("body { font: 16px sans-serif }\n", encoding="utf-8")
    for one in maps:
        path = folder / "content" / one.section / f"{one.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        body = (docs / one.section / path.name).read_text("utf-8")
        path.write_text(f"---\ntitle: {json.dumps(one.title)}\n---\n{body}", encoding="utf-8")
