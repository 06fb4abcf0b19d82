"""Counts of events as series: how many enter a step, go on, stay, leave, and what they are worth.

All are by month, and hold no more than counts. A cohort are those whose first event is in a month.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from journeybook.model.metric import MetricKind, Reading

MONTHS_AFTER = 6
"""The most months after the first for which retention is counted."""


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody reached a step on a day, and paid `value` then."""

    who: str
    step: str
    day: datetime.date
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class FunnelSeries:
    """A metric with its values; `about` says how it is counted."""

    title: str
    kind: MetricKind
    about: str
    readings: tuple[Reading, ...]
    unit: str | None = None


class Funnel:
    """The events of an export, by person; steps are in the order of `order`."""

    def __init__(self, events: Sequence[Event], order: Sequence[str], fewest: int) -> None:
        self.order = order
        self.fewest = fewest
        self.first: dict[str, dict[str, datetime.date]] = {}
        self.months: dict[str, set[int]] = {}
        self.values: dict[str, float] = {}
        for event in events:
            days = self.first.setdefault(event.who, {})
            days[event.step] = min(event.day, days.get(event.step, event.day))
            self.months.setdefault(event.who, set()).add(_month(event.day))
            self.values[event.who] = self.values.get(event.who, 0.0) + event.value
        every = [month for months in self.months.values() for month in months]
        self.span = range(min(every, default=0), max(every, default=-1) + 1)

    def series(self, *, with_value: bool) -> Iterator[FunnelSeries]:
        """All series that have a value."""
        found = [self.entered(step) for step in self.order]
        for before, after in pairwise(self.order):
            found += [self.conversion(before, after), self.time_between(before, after)]
        found += [self.retention(), self.churn()]
        if with_value:
            found.append(self.lifetime_value())
        yield from (each for each in found if each.readings)

    def entered(self, step: str) -> FunnelSeries:
        """People whose first event of the step is in the month: a step's `entered`."""
        counts = [(month, len(self._entering(step, month))) for month in self.span]
        readings = (Reading(_date(m), n, n) for m, n in counts if n >= self.fewest)
        about = f"People who reached “{step}” for the first time in the month."
        return FunnelSeries(f"Entered {step}", MetricKind.VOLUME, about, tuple(readings), "people")

    def conversion(self, before: str, after: str) -> FunnelSeries:
        """100 · (those of them who reached `after` on that day or later) / (those who reached
        `before` in the month).
        """
        readings = []
        for month in self.span:
            people = self._entering(before, month)
            if len(people) >= self.fewest:
                share = 100 * len(self._gone_on(people, before, after)) / len(people)
                readings.append(Reading(_date(month), round(share, 2), len(people)))
        about = (
            f"Share of the people who reached “{before}” in the month and “{after}” on that day or later. "
            "The newest months still grow."
        )
        return FunnelSeries(f"{before} to {after}", MetricKind.CONVERSION, about, tuple(readings), "%")

    def time_between(self, before: str, after: str) -> FunnelSeries:
        """The median of the days from the first `before`, in the month, to the first `after`."""
        readings = []
        for month in self.span:
            gone = self._gone_on(self._entering(before, month), before, after)
            if gone and len(gone) >= self.fewest:
                days = [(self.first[who][after] - self.first[who][before]).days for who in gone]
                readings.append(Reading(_date(month), round(statistics.median(days), 2), len(gone)))
        about = f"Median of the days from “{before}”, reached in the month, to “{after}”."
        return FunnelSeries(f"Days from {before} to {after}", MetricKind.TIME, about, tuple(readings), "days")

    def retention(self) -> FunnelSeries:
        """100 · (those of the cohort with an event in the n-th month after) / (the cohort)."""
        readings = []
        for month in self.span:
            cohort = [who for who, months in self.months.items() if min(months) == month]
            if len(cohort) < self.fewest:
                continue
            for after in range(1, min(MONTHS_AFTER, self.span[-1] - month) + 1):
                stayed = sum(1 for who in cohort if month + after in self.months[who])
                share = round(100 * stayed / len(cohort), 2)
                readings.append(Reading(_date(month), share, len(cohort), f"month {after}"))
        about = "Share of the people whose first event is in the month who have one in a month after it."
        return FunnelSeries("Retention", MetricKind.RETENTION, about, tuple(readings), "%")

    def churn(self) -> FunnelSeries:
        """100 · (those with an event in the month, none in the next) / (those with one in it)."""
        readings = []
        for month in self.span[:-1]:
            active = [months for months in self.months.values() if month in months]
            if len(active) >= self.fewest:
                left = sum(1 for months in active if month + 1 not in months)
                readings.append(Reading(_date(month), round(100 * left / len(active), 2), len(active)))
        about = "Share of the people with an event in the month who have none in the next."
        return FunnelSeries("Churn", MetricKind.CHURN, about, tuple(readings), "%")

    def lifetime_value(self) -> FunnelSeries:
        """(What the cohort has paid up to the end of the export) / (people of the cohort)."""
        readings = []
        for month in self.span:
            cohort = [who for who, months in self.months.items() if min(months) == month]
            if len(cohort) >= self.fewest:
                total = sum(self.values[who] for who in cohort)
                readings.append(Reading(_date(month), round(total / len(cohort), 2), len(cohort)))
        about = (
            "What people whose first event is in the month have paid until the end of the export, per person."
        )
        return FunnelSeries("Lifetime value", MetricKind.LIFETIME_VALUE, about, tuple(readings))

    def _entering(self, step: str, month: int) -> list[str]:
        return [who for who, days in self.first.items() if step in days and _month(days[step]) == month]

    def _gone_on(self, people: Sequence[str], before: str, after: str) -> list[str]:
        first = self.first
        return [who for who in people if after in first[who] and first[who][after] >= first[who][before]]


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _date(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}-01"
