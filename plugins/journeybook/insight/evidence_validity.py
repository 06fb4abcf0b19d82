"""How long a source of evidence is valid, and whether it is too old on a given day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from journeybook.incremental.recorded_day import Today
from journeybook.model.evidence import Evidence


class ValidityState(StrEnum):
    """What is known of a source's age; the worst first."""

    TOO_OLD = "too-old"
    FRESH = "fresh"
    OPEN_ENDED = "open-ended"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Validity:
    """The age of one source.

    `until` is the last day on which it holds, None if it has no date or no validity. Without a day
    to judge on, nothing is too old: a source with an end is then fresh.
    """

    state: ValidityState
    until: datetime.date | None

    @property
    def too_old(self) -> bool:
        """Whether claims that rest on this source alone need newer evidence."""
        return self.state is ValidityState.TOO_OLD


def expires(evidence: Evidence) -> datetime.date | None:
    """The last day on which the source holds; None if it has no date or no validity."""
    return evidence.valid_for.after(evidence.date) if evidence.date and evidence.valid_for else None


def validity(evidence: Evidence, today: Today | None = None) -> Validity:
    """The age of `evidence`, judged on `today`."""
    until = expires(evidence)
    if until:
        old = today is not None and until < today
        return Validity(ValidityState.TOO_OLD if old else ValidityState.FRESH, until)
    return Validity(ValidityState.OPEN_ENDED if evidence.date else ValidityState.UNDATED, None)
