"""A draft of a journey map, as YAML or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.drafts.lines import comment, joined, line, some_id, some_ids
from journeybook.library.objects import Kind, Library
from journeybook.model.journey import MapType
from journeybook.sources.ids import make_id
from journeybook.sources.yaml.writer import number_text, scalar


@dataclass(frozen=True, slots=True)
class JourneyAnswers:
    """What is known of a new map; everything but the title may be missing."""

    title: str
    personas: tuple[str, ...] = ()
    owner: str | None = None
    type: MapType = MapType.CURRENT_STATE
    stages: tuple[str, ...] = ()
    future_of: str | None = None


def journey_yaml(answers: JourneyAnswers, library: Library) -> str:
    """The text of `<id>.yml`; a line each for what was answered, comments for what comes next."""
    lines = [
        *comment(
            "A journey map. The title is all that it needs; every line more gives readers something to see.",
            "Take the `# ` away from a line to use it. What is wrong, and where, says `journeybook check`.",
        ),
        *_head(answers, library),
        *_stages_yaml(answers, library),
    ]
    return joined(lines)


def journey_markdown(answers: JourneyAnswers, library: Library) -> str:
    """The text of `<id>.md`: the fields as front matter, and a heading for each stage."""
    titles = answers.stages or ("First stage",)
    taken: set[str] = set()
    parts = [
        "---",
        *comment(
            "A journey map. The title is all that it needs; every line more gives readers something to see.",
            "Below, `## ` opens a stage and `### ` a step. A list directly below a heading holds fields:",
            *(f"- {name}: {value}" for name, value in _fields(library)),
            "All other text is shown with the stage or step above it.",
        ),
        *_head(answers, library),
        "---",
    ]
    for at, title in enumerate(titles, 1):
        key = make_id(title, f"stage-{at}", taken)
        taken.add(key)
        parts += ["", f"## {_heading(title)} {{#{key}}}"]
    return joined(parts)


def _heading(title: str) -> str:
    return " ".join(title.split()).lstrip("#").strip() or "Stage"


def _head(answers: JourneyAnswers, library: Library) -> Iterator[str]:
    title = answers.title
    yield from line("title", title)
    yield from line("summary", None, example="One or two sentences, from where it begins to where it ends.")
    if answers.type is not MapType.CURRENT_STATE:
        yield from line("type", answers.type.value)
    if answers.type is MapType.FUTURE_STATE:
        today = some_id(library, Kind.JOURNEY, "the-map-of-today")
        yield from line("future_of", answers.future_of, "the map of today that it answers", example=today)
    yield from line("status", "draft", "then in-review, then published")
    persona = some_id(library, Kind.PERSONA, "an-id-of-personas")
    yield from line("personas", answers.personas, "the first one is whose map it is", example=f"[{persona}]")
    yield from line(
        "owner", answers.owner, "a team of the vocabulary", example=some_id(library, Kind.TEAM, "sales")
    )
    yield from line("scenario", None, example="Who is in which situation, in a sentence.")
    yield from line("objective", None, example="What this map is to change.")
    yield from line("review_every", None, "with `reviewed:` and a day", example="6 months")


def _fields(library: Library) -> list[tuple[str, str]]:
    """The fields of a step that are written first, each with what to put there."""
    scale = library.vocabulary.emotion_scale
    ends = f"{number_text(scale.min)} (worst) to {number_text(scale.max)} (best)"
    return [
        ("channel", f"where it happens: {some_ids(library, Kind.CHANNEL, 'website, phone ...')}"),
        ("action", "what they do, in one short sentence"),
        ("thought", "what goes through their head"),
        ("emotion", f"a number from {ends}; leave out what you do not know"),
    ]


def _stages_yaml(answers: JourneyAnswers, library: Library) -> Iterator[str]:
    scale = library.vocabulary.emotion_scale
    evidence = some_id(library, Kind.EVIDENCE, "an-id-of-evidence")
    channels = some_ids(library, Kind.CHANNEL, "website, phone ...")
    channel = some_id(library, Kind.CHANNEL, "website")
    low = (
        number_text((scale.min + scale.min + scale.max) / 3) if scale.min >= 0 else number_text(scale.min / 2)
    )
    extra = _EXTRA.get(answers.type, ())
    example = (
        "  - title: Waits for a date          # what a person does, never what we do",
        f"    channel: {channel:<25}# {channels}",
        "    action: Reads the inbox daily.",
        "    thought: Nobody can tell me when they're coming.",
        f"    emotion: {low:<25}# {number_text(scale.min)} is worst, {number_text(scale.max)} best; leave out what you do not know",
        *(f"    {each}" for each in extra),
        "    pains:",
        "      - text: No date for nine days",
        "        severity: 2                   # 1 is a nuisance, 3 means that people leave",
        f"        evidence: {evidence}",
    )
    if not answers.stages:
        yield from comment("stages:", "  - title: Order", "    steps:", *(f"    {each}" for each in example))
        return
    yield "stages:"
    taken: set[str] = set()
    for at, title in enumerate(answers.stages, 1):
        key = make_id(title, f"stage-{at}", taken)
        taken.add(key)
        yield f"  - id: {key}"
        yield f"    title: {scalar(title)}"
        if at == 1:
            yield "    # goal: What they want to have when this stage is over."
            yield "    # steps:"
            yield from (f"    # {each}" for each in example)


_EXTRA = {
    MapType.DAY_IN_THE_LIFE: ('at: "10:04"',),
    MapType.SERVICE_BLUEPRINT: (
        "frontstage: What our people do where the customer sees it.",
        "backstage: What they do behind the line of visibility.",
        "support: What others must provide for it.",
    ),
    MapType.EMOTIONAL_JOURNEY: ("feeling: frustrated", "quotes: [I stopped believing the tracker.]"),
}
"""What else a step says on a map of a type."""
