"""A small portal with one of everything that pages show, told so that a reviewer can follow the golden pages."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from journeybook.library.objects import Kind, Library, Ref, Source
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric, Reading
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.model.vocabulary import Vocabulary
from journeybook.pages.rules.rule_text import RuleText

TODAY = datetime.date(2026, 11, 22)

RULES = (
    RuleText("JB102", "symbolic-link", "error", "A symbolic link stands in the place of a file.", firm=True),
    RuleText(
        "JB160",
        "no-values",
        "warning",
        "A metric has no values.",
        "Its page has a title and nothing to show.",
        {"metrics/csat.yml": "title: Satisfaction\n"},
        {"metrics/csat.yml": "title: Satisfaction\n", "metrics/csat.csv": "date,value\n2026-01-31,4.1\n"},
        "Put the values into a CSV of the same name: `date,value`, and a row for each date.",
    ),
    RuleText(
        "JB602",
        "missing-owner",
        "warning",
        "A map names no <b>team</b>, or `nobody`.",
        "Whom to ask, [[tom]]?",
        {"journeys/example.yml": "title: A\n\nstatus: published # <script>\n"},
        {"journeys/example.yml": "title: A\nowner: care\n"},
        "Write `owner: care`.",
        softer=True,
        mends=True,
    ),
)
"""Rules as a host hands them over: one without a page, one of several files, one that grows with a map's status."""

VOCABULARY: Mapping[str, Any] = {
    "lifecycle": ["discover", "order", "use", "leave"],
    "channels": {"e-mail": {"title": "E-mail", "icon": "email-outline"}, "shop": "Shop", "fax": "Fax"},
    "teams": {"field": {"title": "Field engineers", "contact": "#field"}, "care": "Customer care"},
    "systems": {"planner": {"title": "Route planner", "team": "field", "summary": "Plans *every* visit."}},
    "areas": {"training": "Training", "design": "Product design"},
    "lanes": {"policy": {"title": "Policy", "summary": "The rule that we apply."}},
    "tags": {"fibre": "Fibre"},
    "feelings": ["relieved"],
}

SWITCHING: Mapping[str, Any] = {
    "id": "switching",
    "title": "Switching to fibre",
    "summary": "From the first dropped call to the second bill.",
    "status": "published",
    "personas": ["amira", "tom"],
    "parent": "life",
    "objective": "Halve the calls about the first bill.",
    "scope": {"from": "the first dropped call", "to": "the second bill"},
    "scenario": "Amira works from home.",
    "expectations": ["online within a week"],
    "trigger": "the line drops",
    "outcome": "online, and the bill is right",
    "areas": ["training"],
    "owner": "care",
    "contributors": ["field"],
    "reviewed": "2026-03-01",
    "review_every": "6 months",
    "tags": ["fibre"],
    "metrics": ["nps"],
    "evidence": ["interviews"],
    "next": ["moving"],
    "was": ["fibre-switch"],
    "section": "join",
    "narrative": "What happened next is told by [[tom]] and in [[moving#calls|the move]].",
    "stages": [
        {
            "id": "order",
            "title": "Order",
            "lifecycle": "order",
            "entered": 100,
            "steps": [
                {
                    "id": "orders",
                    "title": "Orders online",
                    "channel": "shop",
                    "emotion": {"amira": 1.2, "tom": 0.4},
                    "evidence": ["interviews"],
                    "gains": ["It took four minutes"],
                },
                {
                    "id": "waits",
                    "title": "Waits for a date",
                    "was": ["delivery-date"],
                    "channel": "e-mail",
                    "touchpoint": "Status mail",
                    "thought": "Nobody can tell me when they come.",
                    "emotion": {"amira": -1.7, "tom": -1.4},
                    "feeling": "ignored",
                    "moment_of_truth": True,
                    "pains": [
                        {"text": "No date for **nine** days", "severity": 3, "evidence": "interviews"},
                        {"text": "Care sees no order", "severity": 2},
                    ],
                    "quotes": [{"text": "I stopped believing the tracker.", "persona": "amira"}],
                    "opportunities": [{"text": "Live tracker", "recommendation": "tracker"}],
                    "backstage": {"text": "Plans the route", "team": "field"},
                    "systems": ["planner"],
                    "metrics": {"csat": 3.4},
                },
            ],
        },
        {
            "id": "use",
            "title": "Live with it",
            "lifecycle": "use",
            "entered": 60,
            "steps": [{"id": "first-bill", "title": "Gets the first bill", "personas": ["amira"]}],
        },
    ],
}

OTHERS: tuple[Mapping[str, Any], ...] = (
    {
        "id": "life",
        "title": "Life with us",
        "status": "in-review",
        "personas": ["amira"],
        "stages": [
            {"id": "join", "title": "Join", "lifecycle": "discover", "emotion": 0.5, "journey": "switching"},
            {"id": "leave", "title": "Leave", "lifecycle": "leave"},
        ],
    },
    {
        "id": "moving",
        "title": "Moving house",
        "section": "join",
        "stages": [
            {
                "id": "plan",
                "title": "Plan",
                "steps": [
                    {"id": "calls", "title": "Calls us", "same_as": "switching#waits", "team": "care"},
                ],
            }
        ],
    },
    {
        "id": "switching-next",
        "title": "Switching, as it should be",
        "type": "future-state",
        "status": "published",
        "personas": ["amira"],
        "future_of": "switching",
        "stages": [{"id": "order", "title": "Order", "lifecycle": "order", "emotion": 1}],
    },
    {
        "id": "by-fax",
        "title": "Ordering by fax",
        "status": "retired",
        "personas": ["tom"],
        "stages": [
            {
                "id": "sends",
                "title": "Sends a fax",
                "lifecycle": "order",
                "channel": "fax",
                "emotion": -2,
                "pains": [{"text": "The fax is engaged", "severity": 3}],
            }
        ],
    },
    {
        "id": "blueprint",
        "title": "The visit",
        "type": "service-blueprint",
        "status": "published",
        "owner": "field",
        "stages": [
            {"id": "visit", "title": "Visit", "frontstage": [{"text": "Rings the bell", "team": "field"}]}
        ],
    },
)

PERSONAS: tuple[Mapping[str, Any], ...] = (
    {
        "id": "amira",
        "title": "Amira Haddad",
        "role": "Remote designer",
        "quote": "If the line drops, I lose a client.",
        "demographics": {"age": "34"},
        "goals": ["Never freeze on screen"],
        "channels": ["e-mail"],
        "share": 18,
        "evidence": ["interviews"],
        "owner": "care",
        "reviewed": "2026-05-01",
        "review_every": "12 months",
        "was": ["remote-designer"],
    },
    {"id": "tom", "title": "Tom", "kind": "segment", "photo": "tom.webp"},
    {"id": "nobody", "title": "Nobody yet"},
)


def small_library() -> Library:
    """The small portal. Retired: `by-fax`. Draft: `moving`. In review: `life`."""
    journeys = [Journey.model_validate(each) for each in (SWITCHING, *OTHERS)]
    personas = [Persona.model_validate(each) for each in PERSONAS]
    sources = {Ref(Kind.JOURNEY, each.id): Source(f"maps/journeys/{each.id}.yml") for each in journeys}
    sources |= {Ref(Kind.PERSONA, each.id): Source(f"maps/personas/{each.id}.yml") for each in personas}
    return Library(
        vocabulary=Vocabulary.model_validate(VOCABULARY),
        journeys={each.id: each for each in sorted(journeys, key=lambda each: each.id)},
        personas={each.id: each for each in sorted(personas, key=lambda each: each.id)},
        accounts={
            "clinic": Account.model_validate(
                {
                    "id": "clinic",
                    "title": "The clinic",
                    "since": "2026-03-02",
                    "contacts": [
                        {"id": "desk", "role": "Desk", "persona": "tom"},
                        {"id": "boss", "role": "Owner"},
                        {"id": "helper", "role": "IT helper"},
                    ],
                    "observations": [
                        {
                            "contact": "desk",
                            "journey": "switching",
                            "step": "delivery-date",
                            "emotion": -1.2,
                            "on": "2026-03-09",
                            "note": "Rang *twice*.",
                        },
                        {
                            "contact": "boss",
                            "journey": "switching",
                            "step": "orders",
                            "emotion": 0.9,
                            "on": "2026-03-02",
                        },
                    ],
                    "milestones": [{"title": "First year", "after": "1 year", "owner": "care"}],
                    "gates": [{"title": "Ask for a review", "needs": 1}],
                    "owner": "care",
                }
            )
        },
        evidence={
            "interviews": Evidence.model_validate(
                {
                    "id": "interviews",
                    "title": "Spring interviews",
                    "kind": "interviews",
                    "date": "2026-06-12",
                    "people": 14,
                    "method": "Semi-structured, at the kitchen table.",
                    "findings": ["Waiting without a date is **worse** than a late date."],
                    "link": "https://files.example/spring.pdf",
                    "links": [{"title": "Study request", "url": "https://tracker.example/R-7"}],
                    "owner": "care",
                    "valid_for": "3 months",
                    "was": ["spring-talks"],
                }
            ),
            "orders": Evidence.model_validate(
                {"id": "orders", "title": "Orders of the year", "kind": "analytics", "date": "2026-10-01"}
            ),
        },
        metrics={
            "csat": Metric.model_validate({"id": "csat", "title": "Satisfaction", "kind": "csat"}),
            "nps": Metric.model_validate(
                {
                    "id": "nps",
                    "title": "Recommendation score",
                    "kind": "nps",
                    "unit": "points",
                    "baseline": 10,
                    "target": 40,
                    "due": "2026-10-31",
                    "owner": "care",
                    "source": "interviews",
                    "readings": (
                        Reading("2025-06-30", 8.0, 500),
                        *(Reading(f"2026-0{month}-28", 10.0 + month, 500 + month) for month in range(1, 7)),
                        Reading("2026-06-28", 14.0, 300, "Homes"),
                        Reading("2026-06-28", 24.0, 206, "Shops"),
                    ),
                }
            ),
        },
        recommendations={
            "tracker": Recommendation.model_validate(
                {
                    "id": "tracker",
                    "title": "Live tracker",
                    "specific": "Show the slot from the order page.",
                    "measurable": {"metric": "nps", "from": 12, "to": 50},
                    "achievable": {"effort": 4, "team": "field"},
                    "relevant": ["switching#waits"],
                    "due": "2026-10-31",
                    "customer_value": 9,
                    "business_value": 7,
                    "status": "in-progress",
                    "owner": "care",
                    "links": [{"title": "Tracker epic", "url": "https://tracker.example/E-12"}],
                }
            ),
            "idea": Recommendation.model_validate({"id": "idea", "title": "Only an idea"}),
        },
        paths={
            "welcome": ReadingPath.model_validate(
                {
                    "id": "welcome",
                    "title": "First week",
                    "summary": "Four stops for whoever answers the phone.",
                    "for": ["training"],
                    "owner": "care",
                    "steps": [
                        {"read": "docs/guide/reading-a-map.md", "why": "It saves time later.", "minutes": 10},
                        {"read": "persona/amira"},
                        {"read": "journey/switching", "why": "The journey behind most calls."},
                        {"read": "journey/switching#waits", "ask": "What would you have told her?"},
                    ],
                }
            )
        },
        sources=sources,
    )
