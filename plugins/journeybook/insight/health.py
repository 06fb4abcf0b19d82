"""The health of a map: whether readers can rely on it, not whether its customers are well.

Seven dimensions, each 0 to 1 and of equal weight; the score is their mean in percent. They count
only work that can be checked (a name, a date, a source that exists and is valid), so that the truth
costs no points and omissions gain none:

- Emotions and the severity of pains do not count. A truthful map of a bad journey is a healthy map.
- What rests on no source neither raises nor lowers the score. So each dimension is a count of what
  is there, never a share of what could be: a share rises when the rest is deleted.
- Evidence must say until when it is valid. Otherwise deleting an expired validity would raise the
  score.

Tests hold two properties: removing anything from a map raises no dimension, and adding anything
without evidence raises none either. Naming a source that does not support a claim still raises the
score, but the claim is then listed on the page of that source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from journeybook.incremental.recorded_day import Today
from journeybook.insight.health_dimensions import Dimension, HealthSide, dimensions
from journeybook.insight.recommendation_effect import answers
from journeybook.insight.summary import Summary
from journeybook.library.objects import Library, Ref


class Band(StrEnum):
    """A word for a score.

    From 80 on, at most one dimension is missing and another one incomplete; below 50 more is
    missing than is there.
    """

    KEPT = "kept"
    GAPS = "gaps"
    POOR = "poor"


@dataclass(frozen=True, slots=True)
class Health:
    """A map's health: its dimensions in a fixed order, and `score`, their mean in percent."""

    dimensions: tuple[Dimension, ...]

    @property
    def score(self) -> int:
        """0 to 100; 100 only if every dimension is complete."""
        return int(100 * sum(dimension.share for dimension in self.dimensions) / len(self.dimensions) + 1e-9)

    @property
    def band(self) -> Band:
        """The word for the score."""
        return band(self.score)

    @property
    def advice(self) -> tuple[Dimension, ...]:
        """The incomplete dimensions, those that would raise the score most first."""
        return tuple(
            sorted(
                (dimension for dimension in self.dimensions if dimension.advice),
                key=lambda dimension: -dimension.gain,
            )
        )


@dataclass(frozen=True, slots=True)
class PortalHealth:
    """The health of all maps: the means of their scores and of each dimension.

    `missing` counts for each dimension the maps in which it is incomplete.
    """

    score: int
    shares: Mapping[HealthSide, float]
    missing: Mapping[HealthSide, int]
    maps: int

    @property
    def band(self) -> Band:
        """The word for the score."""
        return band(self.score)


def health(
    summary: Summary,
    library: Library,
    today: Today | None = None,
    answered: Mapping[Ref, tuple[str, ...]] | None = None,
) -> Health:
    """The health of one map, judged on `today`; without a day nothing is overdue or too old.

    `answered` are the recommendations that answer each step, as returned by
    `insight.recommendation_effect.answers`. Pass it when calling this for many maps, so that it is
    computed once.
    """
    return Health(dimensions(summary, library, today, answers(library) if answered is None else answered))


def portal_health(found: Iterable[Health]) -> PortalHealth | None:
    """The health of a portal with these maps, None without maps."""
    every = tuple(found)
    if not every:
        return None
    sides = {name: [each.dimensions[index] for each in every] for index, name in enumerate(HealthSide)}
    return PortalHealth(
        score=int(sum(each.score for each in every) / len(every) + 1e-9),
        shares={name: sum(each.share for each in side) / len(every) for name, side in sides.items()},
        missing={name: sum(1 for each in side if each.advice) for name, side in sides.items()},
        maps=len(every),
    )


def band(score: int) -> Band:
    """The word for a score."""
    return Band.KEPT if score >= 80 else Band.GAPS if score >= 50 else Band.POOR
