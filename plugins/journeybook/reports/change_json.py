"""A change as programs read it, in a difference and in a changelog."""

from __future__ import annotations

from typing import Any

from journeybook.history.change import Change
from journeybook.reports.change_phrases import Names, phrase


def change_values(change: Change, names: Names) -> dict[str, Any]:
    """The values that both reports hold, by key; `reports.annotations` describes them."""
    return {
        "fingerprint": change.fingerprint,
        "sort": change.sort.value,
        "act": change.act.value,
        "step": change.ref.step,
        "trail": list(change.trail),
        "field": change.field,
        "about": change.about,
        "before": change.before,
        "after": change.after,
        "guess": change.guess,
        "says": phrase(change, names).line,
    }
