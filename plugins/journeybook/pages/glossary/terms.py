"""The words that we print, what else people call them, what they mean, and when a step uses one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeybook.insight.spots import Spot, claims_of
from journeybook.insight.statements import BEST_LEVEL


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word: its key in the address, its title, its meaning, and other words for the same thing.

    `used` tells whether a step or stage uses it; None for words that are about whole maps.
    """

    key: str
    title: str
    meaning: str
    also: tuple[str, ...] = ()
    used: Callable[[Spot], bool] | None = None


TERMS = (
    GlossaryTerm(
        "journey-map",
        "Journey map",
        "A picture of what a person goes through to reach a goal: what they do, think and feel, step by step.",
        ("customer journey map", "user journey"),
    ),
    GlossaryTerm(
        "service-blueprint",
        "Service blueprint",
        "A journey map with what it takes to deliver each step, seen and unseen by the customer.",
    ),
    GlossaryTerm(
        "stage",
        "Stage",
        "A chapter of a journey. It holds steps, in order.",
        ("phase",),
        lambda spot: spot.is_stage,
    ),
    GlossaryTerm(
        "step",
        "Step",
        "One thing that the person goes through.",
        ("task", "moment"),
        lambda spot: not spot.is_stage,
    ),
    GlossaryTerm(
        "touchpoint",
        "Touchpoint",
        "A step in which the person is in contact with us, through one channel.",
        ("contact point",),
        lambda spot: bool(spot.moment.channel),
    ),
    GlossaryTerm(
        "channel",
        "Channel",
        "Where a touchpoint happens: the website, a letter, a shop, a call.",
        (),
        lambda spot: bool(spot.moment.channel),
    ),
    GlossaryTerm(
        "lane",
        "Lane",
        "A row of the map, which says one kind of thing about every step.",
        ("row", "swimlane"),
    ),
    GlossaryTerm(
        "action", "Action", "What the person does.", ("doing",), lambda spot: bool(spot.moment.action)
    ),
    GlossaryTerm(
        "thought",
        "Thought",
        "What the person thinks, in their words.",
        ("thinking", "mindset"),
        lambda spot: bool(spot.moment.thought),
    ),
    GlossaryTerm(
        "emotion",
        "Emotion and emotion curve",
        "How good or bad a step feels, as a number on one scale. Joined up, the numbers are the curve. "
        "A gap in the curve means that nobody knows yet.",
        ("feeling", "sentiment"),
        lambda spot: bool(spot.felt),
    ),
    GlossaryTerm(
        "moment-of-truth",
        "Moment of truth",
        "A step that decides what people think of us, far beyond its own weight.",
        ("moment that matters",),
        lambda spot: spot.moment.moment_of_truth,
    ),
    GlossaryTerm(
        "pain",
        "Pain",
        "What goes wrong for the person. Its severity runs from one dot, a nuisance, to three, people leave.",
        ("pain point", "friction"),
        lambda spot: bool(spot.moment.pains),
    ),
    GlossaryTerm(
        "gain",
        "Gain",
        "What goes well and should stay.",
        ("benefit",),
        lambda spot: bool(spot.moment.gains),
    ),
    GlossaryTerm(
        "bright-spot",
        "Bright spot",
        "A step at which everybody is at their best: even the lowest feeling there is at the best of the scale's five levels.",
        ("highlight", "peak"),
        lambda spot: bool(spot.lowest and spot.lowest.level == BEST_LEVEL),
    ),
    GlossaryTerm(
        "need", "Need", "What the person must get done.", ("job",), lambda spot: bool(spot.moment.need)
    ),
    GlossaryTerm(
        "opportunity",
        "Opportunity",
        "An idea of what could be better at a step.",
        ("idea",),
        lambda spot: bool(spot.moment.opportunities),
    ),
    GlossaryTerm(
        "recommendation",
        "Recommendation",
        "What should be done: specific, measurable, achievable, relevant and with a date.",
        ("initiative", "solution"),
        lambda spot: any(each.recommendation for each in spot.moment.opportunities),
    ),
    GlossaryTerm(
        "frontstage",
        "Frontstage",
        "What we do within the customer's sight.",
        ("onstage",),
        lambda spot: bool(spot.moment.frontstage),
    ),
    GlossaryTerm(
        "backstage",
        "Backstage",
        "What we do for the step out of the customer's sight.",
        (),
        lambda spot: bool(spot.moment.backstage),
    ),
    GlossaryTerm(
        "support",
        "Support process",
        "What the rest of the organisation and its partners add so that the step works.",
        (),
        lambda spot: bool(spot.moment.support),
    ),
    GlossaryTerm(
        "lines",
        "Lines of a blueprint",
        "Above the line of interaction the customer acts; above the line of visibility they see what we do; "
        "below the line of internal interaction others work for those who serve them.",
    ),
    GlossaryTerm(
        "physical-evidence",
        "Physical evidence",
        "What the person sees or holds: a letter, a receipt, a sign on the door.",
        (),
        lambda spot: bool(spot.moment.physical_evidence),
    ),
    GlossaryTerm(
        "evidence",
        "Evidence",
        "The research that a claim rests on: interviews, a survey, numbers. A claim without it is assumed.",
        ("research",),
        lambda spot: bool(spot.moment.evidence or any(each.evidence for each in claims_of(spot.moment))),
    ),
    GlossaryTerm(
        "assumed",
        "Assumed",
        "Said of what nobody has researched yet: a claim that names no source. Its outline is dashed, and so is the "
        "curve where a feeling is assumed.",
        ("assumption", "hypothesis"),
        lambda spot: any(
            not (each.evidence or spot.evidence)
            for each in (*claims_of(spot.moment), *((spot.moment,) if spot.felt else ()))
        ),
    ),
    GlossaryTerm(
        "metric",
        "Metric",
        "A number that we follow over time, with the value that we want it to reach.",
        ("KPI",),
        lambda spot: bool(spot.moment.metrics),
    ),
    GlossaryTerm(
        "persona",
        "Persona",
        "A customer as research found them: one person who stands for many, with goals, habits and struggles.",
    ),
    GlossaryTerm("segment", "Segment", "A group of customers who have something in common."),
    GlossaryTerm(
        "account",
        "Account",
        "A business customer. Its experience is only as good as the worst of its people's.",
    ),
    GlossaryTerm(
        "lifecycle",
        "Lifecycle stage",
        "A stage of a customer's whole life with us. Maps that touch the same one can be compared.",
        (),
        lambda spot: bool(spot.stage.lifecycle),
    ),
    GlossaryTerm("owner", "Owner", "The team that keeps a map true and answers questions about it."),
    GlossaryTerm(
        "review",
        "Review",
        "The day on which somebody last checked the map, and the rhythm in which it is checked again.",
    ),
)
