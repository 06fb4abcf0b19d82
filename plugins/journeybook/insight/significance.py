"""Statistical significance: whether two variants of a test differ by more than chance.

Only shares of people can be tested with what a map holds: the value and the number of people give
the variance. The variance of a mean (a satisfaction of 3.4) is not recorded, so the verdict is then
NO_SPREAD.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

SIGNIFICANCE = 0.05
"""The usual threshold: p-values up to this count as significant."""

FEWEST = 5
"""The smallest expected count for which the normal approximation is used.

Every arm must be expected to count at least five people on either side (Cochran, "Some methods for
strengthening the common chi-squared tests", Biometrics 10, 1954).
"""


class Verdict(StrEnum):
    """What the figures show."""

    DIFFERENT = "more than chance"
    ALIKE = "may be chance"
    TOO_FEW = "too few people to say"
    NO_SPREAD = "no spread is known"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two arms compared: `second` minus `first`, the two-sided p-value, and the verdict.

    `p` is None if it cannot be computed. `low` and `high` are the bounds of the 95 % confidence
    interval of the difference, in the same unit; None if they cannot be computed.
    """

    first: float
    second: float
    p: float | None
    low: float | None
    high: float | None
    verdict: Verdict

    @property
    def change(self) -> float:
        """`second` minus `first`."""
        return self.second - self.first


def compare_shares(first: float, first_people: int, second: float, second_people: int) -> Difference:
    """Two shares (0 to 1) compared by the two-proportion z-test with pooled variance, two-sided.

    z = (p2 - p1) / sqrt(p (1 - p) (1/n1 + 1/n2)) with p the share of both arms together; the
    interval is Wald's, with the arms' own variances. Source: Fleiss, Levin, Paik, "Statistical
    Methods for Rates and Proportions", 3rd edition, chapter 3.
    """
    if min(first_people, second_people) <= 0:
        return Difference(first, second, None, None, None, Verdict.TOO_FEW)
    people = first_people + second_people
    pooled = (first * first_people + second * second_people) / people
    if min(first_people, second_people) * min(pooled, 1 - pooled) < FEWEST:
        return Difference(first, second, None, None, None, Verdict.TOO_FEW)
    error = math.sqrt(pooled * (1 - pooled) * (1 / first_people + 1 / second_people))
    p = math.erfc(abs(second - first) / error / math.sqrt(2))
    spread = 1.959964 * math.sqrt(first * (1 - first) / first_people + second * (1 - second) / second_people)
    change = second - first
    verdict = Verdict.DIFFERENT if p <= SIGNIFICANCE else Verdict.ALIKE
    return Difference(first, second, p, change - spread, change + spread, verdict)


def compare_means(first: float, second: float) -> Difference:
    """Two means with unknown variance: their difference, without a test."""
    return Difference(first, second, None, None, None, Verdict.NO_SPREAD)
