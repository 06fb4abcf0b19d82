"""The registry of step fields: each field of a stage or step and its lane, declared once.

Drawing, search, the spreadsheet, reading time, labels, references and the comparison of revisions
read it. A new field of a step is a line in `model.journey` with its meaning below it, and one entry
of `STEP_FIELDS`; a field that gets a lane of its own has one entry of `LANES` too.
`tests/unit/project/test_step_fields.py` fails for a field that a consumer has forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum, auto
from types import MappingProxyType

from journeybook.i18n.markers import N_
from journeybook.kinds import Kind
from journeybook.model.journey import MapType, Moment


class Zone(StrEnum):
    """Where a blueprint's lane lies between its lines."""

    EVIDENCE = "evidence"
    CUSTOMER = "customer"
    FRONTSTAGE = "frontstage"
    BACKSTAGE = "backstage"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class LaneInfo:
    """A lane of the format: its title, icon, zone in a blueprint, and term of the glossary.

    The title is a message, to be looked up where it is printed.
    `glossary` is None for a lane that everybody understands.
    """

    title: str
    icon: str
    zone: Zone | None = None
    glossary: str | None = None


CURVE = "emotion"
"""The key of the emotion curve in an order of lanes, and in `after` of a custom lane."""

LANES: Mapping[str, LaneInfo] = MappingProxyType(
    {
        "goal": LaneInfo(N_("Goal"), "flag-outline"),
        "mindset": LaneInfo(N_("Mindset"), "head-outline"),
        "personas": LaneInfo(N_("Who"), "account-outline", glossary="persona"),
        "image": LaneInfo(N_("Pictures"), "image-outline", Zone.EVIDENCE),
        "channel": LaneInfo(N_("Touchpoint"), "gesture-tap", Zone.EVIDENCE, "touchpoint"),
        "action": LaneInfo(N_("Actions"), "hand-pointing-right", Zone.CUSTOMER, "action"),
        "time": LaneInfo(N_("Time"), "clock-outline", Zone.CUSTOMER),
        "thought": LaneInfo(N_("Thoughts"), "comment-quote-outline", glossary="thought"),
        "need": LaneInfo(N_("Needs"), "hand-heart-outline", glossary="need"),
        CURVE: LaneInfo(N_("Emotion"), "heart-outline", glossary="emotion"),
        "feeling": LaneInfo(N_("Feelings"), "heart-outline", glossary="emotion"),
        "quotes": LaneInfo(N_("In their words"), "format-quote-close"),
        "pains": LaneInfo(N_("Pains"), "alert-circle-outline", glossary="pain"),
        "gains": LaneInfo(N_("Gains"), "thumb-up-outline", glossary="gain"),
        "opportunities": LaneInfo(N_("Opportunities"), "lightbulb-on-outline", glossary="opportunity"),
        "risks": LaneInfo(N_("Risks"), "alert-outline"),
        "physical_evidence": LaneInfo(
            N_("Physical evidence"), "file-document-outline", Zone.EVIDENCE, "physical-evidence"
        ),
        "frontstage": LaneInfo(N_("Frontstage"), "headset", Zone.FRONTSTAGE, "frontstage"),
        "system_response": LaneInfo(N_("System response"), "monitor-dashboard", Zone.FRONTSTAGE),
        "backstage": LaneInfo(N_("Backstage"), "cog-outline", Zone.BACKSTAGE, "backstage"),
        "support": LaneInfo(N_("Support"), "lifebuoy", Zone.SUPPORT, "support"),
        "variants": LaneInfo(N_("Variants"), "ab-testing"),
        "next": LaneInfo(N_("May lead to"), "source-branch"),
        "metrics": LaneInfo(N_("Metrics"), "chart-line", glossary="metric"),
        "team": LaneInfo(N_("Team"), "account-group-outline"),
        "systems": LaneInfo(N_("Systems"), "server", Zone.SUPPORT),
        "lifecycle": LaneInfo(N_("Lifecycle"), "sync", glossary="lifecycle"),
        "journeys": LaneInfo(N_("Journeys"), "map-outline", glossary="journey-map"),
        "links": LaneInfo(N_("Links"), "link-variant"),
    }
)
"""Every lane of the format by its key, in the order of a current state, from top to bottom."""

_FIRST_LANES: Mapping[MapType, tuple[str, ...]] = MappingProxyType(
    {
        MapType.CURRENT_STATE: (),
        MapType.DAY_IN_THE_LIFE: ("time", "goal", "mindset", "personas", "image", "action", "channel"),
        MapType.SERVICE_BLUEPRINT: (
            *(
                "goal",
                "mindset",
                "personas",
                "image",
                "physical_evidence",
                "channel",
                "time",
                "action",
                "frontstage",
            ),
            *("system_response", "backstage", "support", "systems", "thought", "need", CURVE, "feeling"),
            *("quotes", "pains", "gains", "opportunities", "risks", "team"),
        ),
        MapType.EMOTIONAL_JOURNEY: (
            *(
                "goal",
                "mindset",
                "personas",
                "image",
                "quotes",
                CURVE,
                "feeling",
                "thought",
                "need",
                "pains",
                "gains",
            ),
        ),
    }
)
"""The lanes that a type of map shows first; the others follow in the order of `LANES`."""

LANE_ORDERS: Mapping[MapType, tuple[str, ...]] = MappingProxyType(
    {kind: (*first, *(key for key in LANES if key not in first)) for kind, first in _FIRST_LANES.items()}
)
"""The keys of the lanes from top to bottom; other types of maps have that of a current state."""

BUILT_IN_LANES = frozenset(LANES)
"""What no custom lane may be called, because the drawings show the format's own field there."""


class Shape(IntEnum):
    """What a field holds."""

    PHRASES = auto()
    """Texts with inline Markdown, each perhaps with the team that does what it says."""
    CLAIMS = auto()
    """Items with a text and fields of their own."""
    TEXTS = auto()
    """Plain texts."""
    TEXT = auto()
    """One plain text."""
    TITLE = auto()
    """The heading."""
    PROSE = auto()
    """Markdown."""
    OTHER = auto()
    """No text of its own: ids, numbers, marks, or items that other modules read."""


@dataclass(frozen=True, slots=True)
class StepField:
    """The declaration of a field of a stage or step.

    `label` is what a sentence about a change calls one value of it, `use` what a list of mentions
    says of the object that a value names; both are messages, to be looked up where they are
    printed. `lane` is the key of the lane that shows it; a field without one says in `shown` where
    else it is shown. `refers` is the kind of the ids that it holds.
    """

    label: str
    shape: Shape = Shape.OTHER
    lane: str | None = None
    shown: str = ""
    refers: Kind | None = None
    use: str = ""
    column: bool = True
    """Whether the spreadsheet has a column for the field itself; some columns are computed."""
    only_on_stage: bool = False


STEP_FIELDS: Mapping[str, StepField] = MappingProxyType(
    {
        "id": StepField(N_("id"), shown="in its address", column=False),
        "title": StepField(N_("title"), Shape.TITLE, shown="as its heading", column=False),
        "was": StepField(N_("former id"), shown="as redirects", column=False),
        "personas": StepField(
            N_("persona"), lane="personas", refers=Kind.PERSONA, use=N_("takes part"), column=False
        ),
        "moment_of_truth": StepField(N_("moment of truth"), shown="as a mark on the curve"),
        "channel": StepField(N_("channel"), lane="channel", refers=Kind.CHANNEL, use=N_("happens here")),
        "touchpoint": StepField(N_("touchpoint"), Shape.TEXT, lane="channel"),
        "image": StepField(N_("picture"), lane="image"),
        "action": StepField(N_("action"), Shape.PHRASES, lane="action", use=N_("acts here")),
        "thought": StepField(N_("thought"), Shape.PHRASES, lane="thought"),
        "need": StepField(N_("need"), Shape.PHRASES, lane="need"),
        "emotion": StepField(
            N_("emotion"), lane=CURVE, refers=Kind.PERSONA, use=N_("feels something here"), column=False
        ),
        "emotion_end": StepField(
            N_("emotion end"), lane=CURVE, refers=Kind.PERSONA, use=N_("feels something here"), column=False
        ),
        "feeling": StepField(N_("word for the feeling"), Shape.TEXTS, lane="feeling"),
        "quotes": StepField(N_("quote"), Shape.CLAIMS, lane="quotes", use=N_("is quoted")),
        "pains": StepField(N_("pain"), Shape.CLAIMS, lane="pains"),
        "gains": StepField(N_("gain"), Shape.CLAIMS, lane="gains"),
        "risks": StepField(N_("risk"), Shape.TEXTS, lane="risks"),
        "opportunities": StepField(
            N_("opportunity"), Shape.CLAIMS, lane="opportunities", use=N_("would be answered by it")
        ),
        "system_response": StepField(
            N_("answer of the system"), Shape.PHRASES, lane="system_response", use=N_("answers here")
        ),
        "frontstage": StepField(
            N_("work frontstage"), Shape.PHRASES, lane="frontstage", use=N_("works frontstage")
        ),
        "backstage": StepField(
            N_("work backstage"), Shape.PHRASES, lane="backstage", use=N_("works backstage")
        ),
        "support": StepField(N_("support process"), Shape.PHRASES, lane="support", use=N_("supports")),
        "systems": StepField(N_("system"), lane="systems", refers=Kind.SYSTEM, use=N_("needs it")),
        "physical_evidence": StepField(
            N_("thing that people see"),
            Shape.PHRASES,
            lane="physical_evidence",
            use=N_("provides what people see"),
        ),
        "team": StepField(N_("team"), lane="team", refers=Kind.TEAM, use=N_("does the work")),
        "duration": StepField(N_("duration"), Shape.TEXT, lane="time"),
        "at": StepField(N_("time of day"), lane="time"),
        "metrics": StepField(N_("metric"), lane="metrics", refers=Kind.METRIC),
        "evidence": StepField(N_("evidence"), shown="with the claims that rest on it", refers=Kind.EVIDENCE),
        "journey": StepField(
            N_("map it opens"), lane="journeys", refers=Kind.JOURNEY, use=N_("opens this map")
        ),
        "same_as": StepField(
            N_("step it shares"), lane="journeys", refers=Kind.JOURNEY, use=N_("shares this step")
        ),
        "next": StepField(
            N_("next step"), lane="next", refers=Kind.JOURNEY, use=N_("leads here"), column=False
        ),
        "links": StepField(N_("link"), lane="links", column=False),
        "lanes": StepField(N_("lane"), shown="in the lanes that the vocabulary declares", column=False),
        "variants": StepField(N_("variant"), lane="variants", column=False),
        "narrative": StepField(N_("story"), Shape.PROSE, shown="as prose below the map", column=False),
        "phase": StepField(
            N_("phase"), Shape.TEXT, shown="as a band above its stages", column=False, only_on_stage=True
        ),
        "lifecycle": StepField(
            N_("lifecycle stage"),
            lane="lifecycle",
            refers=Kind.LIFECYCLE,
            use=N_("belongs to it"),
            column=False,
            only_on_stage=True,
        ),
        "goal": StepField(N_("goal"), Shape.TEXT, lane="goal", column=False, only_on_stage=True),
        "mindset": StepField(N_("mindset"), Shape.TEXT, lane="mindset", column=False, only_on_stage=True),
        "entered": StepField(
            N_("number of people who enter"), lane="metrics", column=False, only_on_stage=True
        ),
        "steps": StepField(N_("step"), shown="as columns", column=False, only_on_stage=True),
    }
)
"""Every field of a stage or step, in the order of the spreadsheet's columns."""


def fields_of(*shapes: Shape) -> tuple[str, ...]:
    """The names of the fields with one of these shapes, in the order of the registry."""
    return tuple(name for name, field in STEP_FIELDS.items() if field.shape in shapes)


LANE_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        # A stage's own emotion stands among the feelings where the curve shows that of its steps.
        key: frozenset(
            name
            for name, field in STEP_FIELDS.items()
            if field.lane == key or (key == "feeling" and field.lane == CURVE)
        )
        for key in LANES
    }
)
"""The fields that a lane shows, by the key of the lane."""


def texts_of(moment: Moment, *shapes: Shape) -> Iterator[str]:
    """Every text of a stage or step in its fields of these shapes, field by field."""
    fields = vars(moment)  # a step has no fields of stages
    for shape in shapes:
        if shape is Shape.OTHER:
            continue
        for name in _NAMES[shape]:
            value = fields.get(name)
            if not value:
                continue
            if shape is Shape.PHRASES or shape is Shape.CLAIMS:
                for each in value:
                    yield each.text
            elif shape is Shape.TEXTS:
                yield from value
            else:
                yield value


def texts_by_lane(moment: Moment) -> Iterator[tuple[str, list[str]]]:
    """The texts of a stage or step with the key of the lane that shows them, "" for none."""
    fields = vars(moment)
    for name, lane, shape in _TEXT_FIELDS:
        value = fields.get(name)
        if not value:
            continue
        if shape is Shape.PHRASES or shape is Shape.CLAIMS:
            yield lane, [each.text for each in value]
        else:
            yield lane, [value] if shape is Shape.TEXT else list(value)


_NAMES: Mapping[Shape, tuple[str, ...]] = MappingProxyType({shape: fields_of(shape) for shape in Shape})

_TEXT_FIELDS = tuple(
    (name, field.lane or "", field.shape)
    for name, field in STEP_FIELDS.items()
    if field.shape in (Shape.PHRASES, Shape.CLAIMS, Shape.TEXTS, Shape.TEXT)
)
"""Fields with texts of their own, each with its lane."""
