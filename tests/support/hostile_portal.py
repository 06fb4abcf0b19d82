"""A portal whose every text tries to run something. Nothing in it does harm: it would set `window.__pwn`.

Maps, personas and hand-written pages hold one payload each in a text, so that each payload meets each of their fields
alone. Of everything else there are as many objects as payloads have groups, and a text holds all of a group.
"""

from __future__ import annotations

import csv
import json
import subprocess
from itertools import pairwise
from pathlib import Path

from pictures import png
from places import CORPUS
from repositories import Checkout

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
  features: [navigation.tabs, navigation.footer, navigation.indexes, navigation.instant]
plugins:
  - journeybook:
      policy: false
  - tags
markdown_extensions: [attr_list]
"""


TITLE, TEXT = 120, 400
"""Characters that a title and a text may have."""


def groups(longest: int) -> list[str]:
    """All payloads in as few texts as hold them."""
    made: list[str] = []
    for each in PAYLOADS:
        if made and len(made[-1]) + 1 + len(each) <= longest:
            made[-1] += f" {each}"
        else:
            made.append(each)
    return made


TITLES = groups(TITLE)
TEXTS = groups(TEXT)
ALL = " ".join(PAYLOADS)


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
narrative: {say(ALL)}
type: {("current-state", "service-blueprint", "emotional-journey", "day-in-the-life", "future-state")[number % 5]}
status: published
personas: [p-{number}, p-x]
objective: {payload(2)}
scope: {{from: {payload(3)}, to: {payload(4)}}}
scenario: {payload(5)}
expectations: [{payload(6)}]
trigger: {payload(7)}
outcome: {payload(8)}
areas: [area-{number % len(TITLES)}]
owner: team-{number % len(TITLES)}
tags: [hostile]
metrics: [n-{number % len(TITLES)}]
evidence: [e-{number % len(TITLES)}]
stages:
  - id: one
    title: {one}
    phase: {payload(1)}
    goal: {payload(2)}
    mindset: {payload(3)}
    narrative: {payload(4)}
    lifecycle: stage-{number % len(TITLES)}
    metrics: {{n-{number % len(TITLES)}: 3}}
    steps:
      - id: first
        title: {one}
        channel: channel-{number % len(TITLES)}
        narrative: {payload(3)}
        touchpoint: {payload(4)}
        image: {{src: picture.png, alt: {payload(8)}, caption: {payload(9)}, credit: {payload(10)}}}
        at: "09:30"
        duration: {payload(9)}
        action: {one}
        thought: {payload(5)}
        need: {payload(6)}
        emotion: -1.5
        feeling: {payload(7)}
        quotes: [{{text: {payload(8)}, persona: p-{number}, evidence: e-{number % len(TITLES)}}}]
        moment_of_truth: true
        pains: [{{text: {one}, severity: 3}}, {payload(10)}]
        gains: [{payload(11)}]
        risks: [{payload(12)}]
        opportunities: [{payload(13)}, {{text: {payload(0)}, recommendation: r-0}}]
        system_response: {payload(14)}
        frontstage: {payload(15)}
        backstage: {{text: {payload(16)}, team: team-{number % len(TITLES)}}}
        support: {payload(17)}
        systems: [system-{number % len(TITLES)}]
        physical_evidence: {payload(18)}
        links: [{{title: {one}, url: "https://example.org/?a=1&b=%22"}}]
        lanes: {{lane-{number % len(TITLES)}: {payload(19)}}}
        next: [{{step: second, when: {payload(20)}}}]
      - id: second
        title: {payload(21)}
        emotion: {{p-{number}: 1, p-x: -1}}
        variants: [{{id: a, title: {one}, share: 50, emotion: 1, winner: true}}]
  - id: two
    title: {payload(1)}
    emotion: 0
    touchpoint: {payload(2)}
    duration: {payload(3)}
    feeling: {payload(4)}
    risks: [{payload(5)}]
    quotes: [{payload(6)}]
    lanes: {{lane-0: {payload(7)}}}
"""


def hostile_persona(number: int) -> str:
    """A persona of which every text is one payload, in Markdown."""
    payload = PAYLOADS[number]
    text = say(payload)
    lists = ("goals", "needs", "motivations", "behaviours", "desires", "struggles")
    fields = "".join(f"{name}: [{text}]\n" for name in lists)
    return (
        f"---\ntitle: {text}\nrole: {text}\nquote: {text}\nsummary: {text}\n{fields}"
        f"image: {{src: picture.png, alt: {text}, caption: {text}, credit: {text}}}\n"
        f"demographics: {{{text}: {text}}}\npsychographics: {{{text}: {text}}}\n---\n\n"
        f"# Head {payload}\n\n{payload}\n\n- {payload}\n\n> {payload}\n"
    )


def grouped_sources(at: int) -> dict[str, str]:
    """One object of each other kind, whose titles hold one group of payloads and whose prose holds all, by its path."""
    title, text, prose = say(TITLES[at]), say(TEXTS[at % len(TEXTS)]), say(ALL)
    links = f'links: [{{title: {title}, url: "https://example.org/?a=1&b=%22"}}]'
    return {
        f"evidence/e-{at}.yml": (
            f"title: {title}\nkind: interviews\nmethod: {text}\nfindings: [{text}]\nsummary: {prose}\n"
            f"narrative: {prose}\n{links}\n"
        ),
        f"metrics/n-{at}.yml": f"title: {title}\nkind: csat\nunit: {say(TITLES[at][:40])}\nsummary: {prose}\nnarrative: {prose}\n",
        f"recommendations/r-{at}.yml": (
            f"title: {title}\nspecific: {prose}\noutcome: {prose}\nnarrative: {prose}\nrelevant: [m-{at}#first]\n"
            f"owner: team-{at}\n{links}\n"
        ),
        f"accounts/a-{at}.yml": (
            f"title: {title}\nsummary: {prose}\nnarrative: {prose}\nsince: 2026-03-02\nowner: team-{at}\n"
            f"contacts: [{{id: one, role: {text}, persona: p-{at}, since: 2026-03-02}}]\n"
            f"observations: [{{contact: one, journey: m-{at}, step: first, emotion: -1, on: 2026-03-09, note: {text}}}]\n"
            f"milestones: [{{title: {title}, after: 30 days, owner: team-{at}}}]\n"
            f"gates: [{{title: {title}, needs: 1.0}}]\n"
        ),
        f"paths/way-{at}.yml": (
            f"title: {title}\nsummary: {prose}\nnarrative: {prose}\nfor: [area-{at}]\n"
            f"steps: [{{read: persona/p-{at}, why: {text}}}, {{read: 'journey/m-{at}#first', ask: {text}}}]\n"
        ),
    }


def vocabulary() -> str:
    """Words of which every title is a group of payloads, and the ids that the corpus uses."""

    def terms(word: str, more: str = "", own: str = "") -> str:
        made = [
            f"{word}-{at}: {{title: {say(title)}, summary: {say(ALL)}{more.replace('@', say(TEXTS[at % len(TEXTS)]))}}}"
            for at, title in enumerate(TITLES)
        ]
        return f"{{{', '.join([*made, *([own] if own else [])])}}}"

    words = f"{{-2: {say(TITLES[0])}, 0: {say(TITLES[1])}, 2: {say(TITLES[2])}}}"
    return f"""\
emotion_scale: {{min: -2, max: 2, words: {words}}}
feelings: [{", ".join(map(say, TITLES))}]
synonyms: {{{", ".join(f"{say(one)}: {say(other)}" for one, other in pairwise(TITLES))}}}
lifecycle: {terms("stage", own="awareness: Awareness, purchase: Purchase, use: Use")}
channels: {terms("channel", own="web: Website, phone: Phone")}
teams: {terms("team", ", contact: @", own="team-one: Team One")}
systems: {terms("system", ", team: team-0", own="crm: Customer records")}
areas: {terms("area", own="service: Service")}
lanes: {terms("lane", ", after: frontstage", own="policy: {title: Policy, after: frontstage}")}
"""


def corpus_sources(folder: Path) -> dict[str, bytes]:
    """The sources of the corpus that are to be shown as text, each under the name of its case; `folder` is for unpacking.

    Nothing where the corpus is not beside the checkout.
    """
    index, packed = CORPUS / "hostile" / "index.tsv", CORPUS / "hostile" / "hostile-open.tar.gz"
    if not index.exists():
        return {}
    with index.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["expect"] == "INERT"
        ]
    subprocess.run(["tar", "-xzf", str(packed), "-C", str(folder)], check=True, timeout=60)
    found: dict[str, bytes] = {}
    for row in rows:
        root = folder / row["case"] / "maps"
        for name in row["files"].split(","):
            path = Path(name)
            kind = path.parent.name
            if path.parts[0] != "maps" or len(path.parts) != 3 or kind not in KINDS:
                continue  # what is imported, and the vocabulary, of which a portal has one
            if not (root / kind / path.name).is_file():
                continue  # the case takes it away
            content = (root / kind / path.name).read_bytes().replace(b"nps-one", row["case"].encode())
            found[f"{kind}/{row['case']}{path.suffix}"] = content
            found.setdefault("journeys/m-one.yml", CORPUS_MAP.encode())
            found.setdefault("personas/p-ana.yml", b"title: Ana\n")
    return found


KINDS = ("journeys", "personas", "accounts", "evidence", "metrics", "recommendations", "paths")
"""Folders of sources."""

CORPUS_MAP = """\
title: Renewing
personas: [p-ana]
stages: [{id: find, title: Find, steps: [{id: s1, title: Opens the letter, emotion: 1}]}]
"""
"""The map to which sources of the corpus refer."""

AUTHOR = f"Ann' onpointerenter='{RUN}' x=\" onpointerenter=\"{RUN}\" y <ann@example.org>"
"""Git takes angle brackets out of names."""


def write_hostile_portal(root: Path, *, corpus: Path | None = None) -> None:
    """Write the portal's sources below `root`; with `corpus`, a folder for unpacking, those of the corpus too."""
    maps, docs = root / "maps", root / "docs"
    for folder in KINDS:
        (maps / folder).mkdir(parents=True)
    docs.mkdir()
    one, other = say(PAYLOADS[0]), say(PAYLOADS[1])
    sources: dict[str, str] = {"personas/p-x.yml": f"title: {one}\n", "vocabulary.yml": vocabulary()}
    for number in range(len(PAYLOADS)):
        sources[f"journeys/m-{number}.yml"] = hostile_map(number)
        sources[f"personas/p-{number}.md"] = hostile_persona(number)
    for at in range(len(TITLES)):
        sources |= grouped_sources(at)
    for name, text in sources.items():
        (maps / name).write_text(text, encoding="utf-8")
    for folder in ("journeys", "personas"):
        (maps / folder / "picture.png").write_bytes(png())
    for at in range(len(TITLES)):
        with (maps / "metrics" / f"n-{at}.csv").open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("date", "value", "people", "segment"))
            table.writerows(
                (day, 3 + at, 5, TITLES[at]) for at, day in enumerate(("2026-01-01", "2026-02-01"))
            )
    if corpus:
        for name, content in corpus_sources(corpus).items():
            (maps / name).write_bytes(content)
    (docs / "notes.md").write_text(
        f"# Notes\n\nSee [[m-0]], [[persona:p-1|{PAYLOADS[1]}]].\n\n"
        f"```journey\ntitle: {one}\nstages:\n  - title: {one}\n    emotion: 1\n    action: {other}\n```\n\n"
        "```journeybook\npart: heat-map\n```\n\n```journeybook\npart: changes\n```\n",
        encoding="utf-8",
    )
    for number in range(len(PAYLOADS)):
        (docs / f"h-{number}.md").write_text(hostile_page(number), encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")


def write_hostile_repository(root: Path, *, corpus: Path | None = None) -> Path:
    """The portal in a repository whose last commit made all of its texts hostile, by an author of such a name."""
    repository = Checkout(root)
    plain = {}
    for number in range(len(PAYLOADS)):
        plain[f"maps/journeys/m-{number}.yml"] = (
            f"title: Map {number}\npersonas: [p-{number}]\nstages: [{{id: one, title: A, steps: [{{id: first, title: B, emotion: 1}}]}}]\n"
        )
        plain[f"maps/personas/p-{number}.yml"] = f"title: Persona {number}\n"
    repository.commit(plain, "Begin")
    for number in range(len(PAYLOADS)):
        (root / f"maps/personas/p-{number}.yml").unlink()
    for folder in sorted((root / "maps").iterdir()):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    (root / "maps").rmdir()
    write_hostile_portal(root, corpus=corpus)
    repository.commit({}, f"<img src=x onerror={RUN}>", AUTHOR)
    return root
