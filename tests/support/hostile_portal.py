"""A portal whose every text tries to run something. Nothing in it does harm: it would set `window.__pwn`."""

from __future__ import annotations

import json
from pathlib import Path

RUN = "window.__pwn=1"

PAYLOADS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"'><body onpageshow='{RUN}'>",
    f"[follow me](javascript:{RUN})",
    f"![see](javascript:{RUN})",
    f'<a href="javascript:{RUN}">a</a>',
    f"x' onfocus='{RUN}' autofocus='",
    f'x" onpointerenter="{RUN}" y="',
    f"</title></textarea></style></script><script>{RUN}</script>",
    f'<iframe srcdoc="<script>parent.__pwn=1</script>" data-x="{RUN}"></iframe>',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"<style>*{{display:none}}</style>{RUN}",
    f"`<img src=x onerror={RUN}>`",
    f"]]><script>{RUN}</script><![CDATA[",
    f"<!--><script>{RUN}</script>-->",
    f"{{{{ 7 * 191 }}}} {{% raw %}} ${{{RUN}}}",
    f"[[persona:p-x|<img src=x onerror={RUN}>]]",
    f'<https://x/"onclick={RUN}>',
    f"<math><mtext><table><mglyph><style><img src=x onerror={RUN}>",
    f"<form action=javascript:{RUN}><button>go</button></form>",
    f"\\<script\\>{RUN}\\</script\\>",
)

CONFIGURATION = f"""\
site_name: Portal <b>of</b> tests <img src=x onerror={RUN}>
site_description: '"><img src=x onerror={RUN}>'
site_author: '"><img src=x onerror={RUN}>'
site_url: https://portal.example/
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.footer, navigation.indexes]
plugins:
  - journeybook:
      policy: false
  - tags
markdown_extensions: [attr_list]
"""


def say(text: str) -> str:
    """The text as a YAML scalar; JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def hostile_page(number: int) -> str:
    """A page of `docs/` of which every field of front matter that some template prints is a payload."""
    text = say(PAYLOADS[number])
    fields = "".join(
        f"{name}: {text}\n" for name in ("title", "subtitle", "description", "author", "status", "own")
    )
    heading = f"""{{: id='"><img src=x onerror={RUN}>' }}"""
    return (
        f"---\n{fields}tags: [{text}]\n---\n\n# Page\n\n## Words {heading}\n\nThis page is number {number}.\n"
    )


def hostile_map(number: int) -> str:
    """A map of which every free text is a payload; the map's number says which one comes first."""

    def payload(shift: int) -> str:
        return say(PAYLOADS[(number + shift) % len(PAYLOADS)])

    one = payload(0)
    return f"""\
title: {one}
summary: {payload(1)}
type: {("current-state", "service-blueprint", "emotional-journey", "day-in-the-life", "future-state")[number % 5]}
status: published
personas: [p-{number}, p-x]
objective: {payload(2)}
scope: {{from: {payload(3)}, to: {payload(4)}}}
scenario: {payload(5)}
expectations: [{payload(6)}]
trigger: {payload(7)}
outcome: {payload(8)}
areas: [hostile]
owner: hostile
tags: [hostile]
metrics: [m-0]
evidence: [e-0]
stages:
  - id: one
    title: {one}
    phase: {payload(1)}
    goal: {payload(2)}
    mindset: {payload(3)}
    lifecycle: hostile
    metrics: {{m-0: 3}}
    steps:
      - id: first
        title: {one}
        channel: hostile
        touchpoint: {payload(4)}
        at: "09:30"
        duration: {payload(9)}
        action: {one}
        thought: {payload(5)}
        need: {payload(6)}
        emotion: -1.5
        feeling: {payload(7)}
        quotes: [{{text: {payload(8)}, persona: p-{number}, evidence: e-0}}]
        moment_of_truth: true
        pains: [{{text: {one}, severity: 3}}, {payload(10)}]
        gains: [{payload(11)}]
        risks: [{payload(12)}]
        opportunities: [{payload(13)}]
        system_response: {payload(14)}
        frontstage: {payload(15)}
        backstage: {{text: {payload(16)}, team: hostile}}
        support: {payload(17)}
        systems: [hostile]
        physical_evidence: {payload(18)}
        links: [{{title: {one}, url: "https://example.org/?a=1&b=%22"}}]
        lanes: {{hostile: {payload(19)}}}
        next: [{{step: second, when: {payload(20)}}}]
      - id: second
        title: {payload(21)}
        emotion: {{p-{number}: 1, p-x: -1}}
        variants: [{{id: a, title: {one}, share: 50, emotion: 1, winner: true}}]
"""


def write_hostile_portal(root: Path) -> None:
    """Write the portal's sources below `root`: one map and one persona a payload, and everything else."""
    maps, docs = root / "maps", root / "docs"
    for folder in ("journeys", "personas", "evidence", "metrics", "recommendations"):
        (maps / folder).mkdir(parents=True)
    docs.mkdir()
    one, other = say(PAYLOADS[0]), say(PAYLOADS[1])
    for number, payload in enumerate(PAYLOADS):
        text = say(payload)
        (maps / "journeys" / f"m-{number}.yml").write_text(hostile_map(number), encoding="utf-8")
        (maps / "personas" / f"p-{number}.md").write_text(
            f"---\ntitle: {text}\nrole: {text}\nquote: {text}\nsummary: {text}\ngoals: [{text}]\n"
            f"demographics: {{age: {text}}}\nstruggles: [{text}]\n---\n\n"
            f"# Head {payload}\n\n{payload}\n\n- {payload}\n\n> {payload}\n",
            encoding="utf-8",
        )
    (maps / "personas" / "p-x.yml").write_text(f"title: {one}\n", encoding="utf-8")
    (maps / "evidence" / "e-0.yml").write_text(
        f"title: {one}\nkind: interviews\nmethod: {other}\n", encoding="utf-8"
    )
    (maps / "metrics" / "m-0.yml").write_text(f"title: {one}\nkind: csat\nunit: {other}\n", encoding="utf-8")
    (maps / "metrics" / "m-0.csv").write_text("date,value\n2026-01-01,3\n2026-02-01,4\n", encoding="utf-8")
    (maps / "vocabulary.yml").write_text(
        f"""\
emotion_scale: {{min: -2, max: 2, words: {{-2: {one}, 0: {other}, 2: {say(PAYLOADS[2])}}}}}
lifecycle: {{hostile: {{title: {one}, summary: {other}}}}}
channels: {{hostile: {{title: {one}, summary: {other}}}}}
teams: {{hostile: {{title: {one}, contact: {other}}}}}
systems: {{hostile: {{title: {one}, team: hostile}}}}
areas: {{hostile: {one}}}
lanes: {{hostile: {{title: {one}, after: frontstage}}}}
""",
        encoding="utf-8",
    )
    (docs / "notes.md").write_text(
        f"# Notes\n\nSee [[m-0]], [[persona:p-1|{PAYLOADS[1]}]].\n\n"
        f"```journey\ntitle: {one}\nstages:\n  - title: {one}\n    emotion: 1\n    action: {other}\n```\n",
        encoding="utf-8",
    )
    for number in range(len(PAYLOADS)):
        (docs / f"h-{number}.md").write_text(hostile_page(number), encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
