"""The terms of the glossary: their meanings, synonyms, and which steps use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeybook.i18n.markers import N_
from journeybook.insight.spots import Spot, claims_of
from journeybook.insight.statements import BEST_LEVEL


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: its key in the address, its title, its meaning, and synonyms.

    Title, meaning and synonyms (`phase, chapter`) are messages, which are looked up where they are
    printed. `used` says whether a step or stage uses the term; None for terms about whole maps.
    """

    key: str
    title: str
    meaning: str
    also: str = ""
    used: Callable[[Spot], bool] | None = None


TERMS = (
    GlossaryTerm(
        "journey-map",
        N_("Journey map"),
        N_(
            "A picture of what a person goes through to reach a goal: what they do, think and feel, step by step."
        ),
        N_("customer journey map, user journey"),
    ),
    GlossaryTerm(
        "service-blueprint",
        N_("Service blueprint"),
        N_("A journey map with what it takes to deliver each step, seen and unseen by the customer."),
    ),
    GlossaryTerm(
        "stage",
        N_("Stage"),
        N_("A chapter of a journey. It holds steps, in order."),
        N_("phase"),
        lambda spot: spot.is_stage,
    ),
    GlossaryTerm(
        "step",
        N_("Step"),
        N_("One thing that the person goes through."),
        N_("task, moment"),
        lambda spot: not spot.is_stage,
    ),
    GlossaryTerm(
        "touchpoint",
        N_("Touchpoint"),
        N_("A step in which the person is in contact with us, through one channel."),
        N_("contact point"),
        lambda spot: bool(spot.moment.channel),
    ),
    GlossaryTerm(
        "channel",
        N_("Channel"),
        N_("Where a touchpoint happens: the website, a letter, a shop, a call."),
        "",
        lambda spot: bool(spot.moment.channel),
    ),
    GlossaryTerm(
        "lane",
        N_("Lane"),
        N_("A row of the map, which says one kind of thing about every step."),
        N_("row, swimlane"),
    ),
    GlossaryTerm(
        "action",
        N_("Action"),
        N_("What the person does."),
        N_("doing"),
        lambda spot: bool(spot.moment.action),
    ),
    GlossaryTerm(
        "thought",
        N_("Thought"),
        N_("What the person thinks, in their words."),
        N_("thinking, mindset"),
        lambda spot: bool(spot.moment.thought),
    ),
    GlossaryTerm(
        "emotion",
        N_("Emotion and emotion curve"),
        N_(
            "How good or bad a step feels, as a number on one scale. Joined up, the numbers are the curve. "
            "A gap in the curve means that nobody knows yet."
        ),
        N_("feeling, sentiment"),
        lambda spot: bool(spot.emotions),
    ),
    GlossaryTerm(
        "moment-of-truth",
        N_("Moment of truth"),
        N_("A step that decides what people think of us, far beyond its own weight."),
        N_("moment that matters"),
        lambda spot: spot.moment.moment_of_truth,
    ),
    GlossaryTerm(
        "pain",
        N_("Pain"),
        N_(
            "What goes wrong for the person. Its severity runs from one dot (a nuisance) to three (people leave)."
        ),
        N_("pain point, friction"),
        lambda spot: bool(spot.moment.pains),
    ),
    GlossaryTerm(
        "gain",
        N_("Gain"),
        N_("What goes well and should stay."),
        N_("benefit"),
        lambda spot: bool(spot.moment.gains),
    ),
    GlossaryTerm(
        "bright-spot",
        N_("Bright spot"),
        N_(
            "A step that goes well for everybody: even the lowest feeling there is in the top fifth of the scale."
        ),
        N_("highlight, peak"),
        lambda spot: bool(spot.lowest and spot.lowest.level == BEST_LEVEL),
    ),
    GlossaryTerm(
        "need",
        N_("Need"),
        N_("What the person must get done."),
        N_("job"),
        lambda spot: bool(spot.moment.need),
    ),
    GlossaryTerm(
        "opportunity",
        N_("Opportunity"),
        N_("An idea of what could be better at a step."),
        N_("idea"),
        lambda spot: bool(spot.moment.opportunities),
    ),
    GlossaryTerm(
        "recommendation",
        N_("Recommendation"),
        N_("What should be done: specific, measurable, achievable, relevant and with a date."),
        N_("initiative, solution"),
        lambda spot: any(opportunity.recommendation for opportunity in spot.moment.opportunities),
    ),
    GlossaryTerm(
        "frontstage",
        N_("Frontstage"),
        N_("What we do within the customer's sight."),
        N_("onstage"),
        lambda spot: bool(spot.moment.frontstage),
    ),
    GlossaryTerm(
        "backstage",
        N_("Backstage"),
        N_("What we do for the step out of the customer's sight."),
        "",
        lambda spot: bool(spot.moment.backstage),
    ),
    GlossaryTerm(
        "support",
        N_("Support process"),
        N_("What the rest of the organisation and its partners add so that the step works."),
        "",
        lambda spot: bool(spot.moment.support),
    ),
    GlossaryTerm(
        "lines",
        N_("Lines of a blueprint"),
        N_(
            "Above the line of interaction the customer acts; above the line of visibility they see what we do; "
            "below the line of internal interaction others work for those who serve them."
        ),
    ),
    GlossaryTerm(
        "physical-evidence",
        N_("Physical evidence"),
        N_("What the person sees or holds: a letter, a receipt, a sign on the door."),
        "",
        lambda spot: bool(spot.moment.physical_evidence),
    ),
    GlossaryTerm(
        "evidence",
        N_("Evidence"),
        N_("The research that backs a claim: interviews, a survey, numbers. A claim without it is assumed."),
        N_("research"),
        lambda spot: bool(spot.moment.evidence or any(claim.evidence for claim in claims_of(spot.moment))),
    ),
    GlossaryTerm(
        "assumed",
        N_("Assumed"),
        N_(
            "Said of what nobody has researched yet: a claim that names no source. Its outline is dashed, and so is the "
            "curve where a feeling is assumed."
        ),
        N_("assumption, hypothesis"),
        lambda spot: any(
            not (claim.evidence or spot.evidence)
            for claim in (*claims_of(spot.moment), *((spot.moment,) if spot.emotions else ()))
        ),
    ),
    GlossaryTerm(
        "metric",
        N_("Metric"),
        N_("A number that we follow over time, with the value that we want it to reach."),
        N_("KPI"),
        lambda spot: bool(spot.moment.metrics),
    ),
    GlossaryTerm(
        "persona",
        N_("Persona"),
        N_(
            "A customer as research found them: one person who stands for many, with goals, habits and struggles."
        ),
    ),
    GlossaryTerm("segment", N_("Segment"), N_("A group of customers who have something in common.")),
    GlossaryTerm(
        "account",
        N_("Account"),
        N_("A business customer. Its score is its least happy contact."),
    ),
    GlossaryTerm(
        "lifecycle",
        N_("Lifecycle stage"),
        N_("A stage of a customer's whole life with us. Maps that touch the same one can be compared."),
        "",
        lambda spot: bool(spot.stage.lifecycle),
    ),
    GlossaryTerm("owner", N_("Owner"), N_("The team that maintains a map and answers questions about it.")),
    GlossaryTerm(
        "review",
        N_("Review"),
        N_("The day on which somebody last checked the map, and the rhythm in which it is checked again."),
    ),
)
