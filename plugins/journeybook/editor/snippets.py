"""Snippets for editors, by the model that they begin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

Snippet = dict[str, Any]


def _snippet(label: str, description: str, body: Any) -> Snippet:
    return {"label": label, "description": description, "body": body}


_STEP = {
    "title": "${1:What happens}",
    "channel": "$2",
    "thought": "${3:What they think}",
    "emotion": "${4:0}",
}

SNIPPETS: Mapping[str, list[Snippet]] = MappingProxyType(
    {
        "Journey": [
            _snippet(
                "A new map",
                "A map with a stage and a step, to begin with.",
                {
                    "title": "${1:Title from the customer's side}",
                    "summary": "${2:From where to where}",
                    "personas": ["$3"],
                    "owner": "$4",
                    "stages": [
                        {"title": "${5:Stage}", "steps": [{"title": "${6:Step}", "emotion": "${7:0}"}]}
                    ],
                },
            )
        ],
        "Stage": [
            _snippet(
                "A stage with a step",
                "A chapter of the journey and its first step.",
                {
                    "title": "${1:Stage}",
                    "goal": "${2:What they want}",
                    "steps": [{"title": "${3:Step}", "emotion": "${4:0}"}],
                },
            )
        ],
        "Step": [
            _snippet("A step", "What happens, where, and how it feels.", _STEP),
            _snippet(
                "A moment of truth",
                "A step in which customers decide what to think of us.",
                {
                    **_STEP,
                    "moment_of_truth": True,
                    "pains": [{"text": "${5:What goes wrong}", "severity": "${6:2}"}],
                },
            ),
        ],
        "Pain": [
            _snippet(
                "A pain with its severity and evidence",
                "1 is a nuisance, 2 costs us trust, 3 makes people leave.",
                {"text": "${1:What goes wrong}", "severity": "${2:2}", "evidence": ["$3"]},
            )
        ],
        "Gain": [
            _snippet(
                "A gain with its evidence",
                "What goes well and should stay.",
                {"text": "${1:What goes well}", "evidence": ["$2"]},
            )
        ],
        "Quote": [
            _snippet(
                "A quote with its source",
                "A customer's own words, and the research in which they were said.",
                {"text": "${1:Their words}", "evidence": ["$2"]},
            )
        ],
        "Opportunity": [
            _snippet(
                "An opportunity with its recommendation",
                "What could be better, and what came of the idea.",
                {"text": "${1:What could be better}", "recommendation": "$2"},
            )
        ],
        "Variant": [
            _snippet(
                "A variant of a test",
                "One arm of an A/B test, with its share and what was measured.",
                {"id": "${1:a}", "title": "${2:What it is}", "share": "${3:50}", "people": "${4:0}"},
            )
        ],
        "Contact": [
            _snippet(
                "A contact",
                "Somebody at the account.",
                {"id": "${1:it-manager}", "role": "${2:Role}", "persona": "$3"},
            )
        ],
        "Observation": [
            _snippet(
                "An observation",
                "What was seen of a contact.",
                {
                    "contact": "$1",
                    "journey": "$2",
                    "step": "$3",
                    "emotion": "${4:0}",
                    "on": "${5:2026-01-31}",
                },
            )
        ],
        "Stop": [
            _snippet(
                "A stop", "Something to read, and why.", {"read": "$1", "why": "${2:Why it is worth it}"}
            )
        ],
    }
)
"""Braces hold placeholder texts; `$1` is the position of the cursor."""
