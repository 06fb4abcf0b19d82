"""The same maps as somebody keeps them who has no journeybook: Markdown pages under Material, drawings pasted in."""

from __future__ import annotations

from pathlib import Path

from plain_svg import plain_svg
from synthetic_portal import LANES, PERSONAS, SyntheticMap

from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Kind
from journeybook.pages.page_plan import plan_pages
from journeybook.portal.portal import read_portal

PASTES = {
    "page": "the whole body of our own page",
    "swimlane": "our swimlane, a table of all lanes and the map's words",
    "plain": "an SVG of 25 kB drawn with the least work, the table and the words",
    "words": "the table and the words alone",
}
"""What the pages of the reference may hold."""

SETTINGS = """\
site_name: Benchmark
site_url: https://portal.example/
theme:
  name: material
  font: false
  features: [navigation.prune]
plugins: [search]
markdown_extensions: [tables]
"""


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
    figure = f"<figure>{svg}</figure>\n\n" if svg else ""
    return (
        f"# {one.title}\n\n{one.summary}\n\n{people} · then {following} · [home](../index.md)\n\n"
        f"## At a glance\n\n{glance}\n\n## The map\n\n{figure}"
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
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def pasted_pages(folder: Path, maps: list[SyntheticMap], kind: str) -> dict[str, str]:
    """The Markdown of every map's page in the reference, by its id, for the portal of `maps` in `folder`."""
    section_of = {one.id: one.section for one in maps}
    if kind in ("plain", "words"):
        return {
            one.id: page_markdown(one, plain_svg(one) if kind == "plain" else "", section_of) for one in maps
        }
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
