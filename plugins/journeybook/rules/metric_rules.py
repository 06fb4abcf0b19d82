"""Rules about the values of metrics, found while a CSV is read."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB160", "no-values", Severity.WARNING)
def no_values() -> None:
    """A metric has no values.

    Why: Its page has a title and nothing to show.

    Bad:
        title: Ordering
        # metrics/csat.yml
        title: Satisfaction

    Good:
        title: Ordering
        # metrics/csat.yml
        title: Satisfaction
        # metrics/csat.csv
        date,value
        2026-01-31,4.1

    Fix: Put the values into a CSV of the same name beside it: `date,value`, and a row for each
    date.
    """


@rule("JB161", "invalid-header", Severity.ERROR)
def invalid_header() -> None:
    """The first line of a CSV does not name its columns."""


@rule("JB162", "invalid-row", Severity.ERROR)
def invalid_row() -> None:
    """A row of a CSV has too few or too many columns, or is no CSV."""


@rule("JB163", "second-value", Severity.ERROR)
def second_value() -> None:
    """A metric has two values for a date and segment."""


@rule("JB164", "too-many-rows", Severity.ERROR)
def too_many_rows() -> None:
    """A CSV has more rows than what is read."""


@rule("JB165", "unordered-dates", Severity.WARNING)
def unordered_dates() -> None:
    """The dates of a CSV are out of order."""


@rule("JB166", "invalid-cell", Severity.ERROR)
def invalid_cell() -> None:
    """A cell of a CSV does not hold what its column takes."""


@rule("JB167", "values-without-metric", Severity.ERROR)
def values_without_metric() -> None:
    """A file of values has no metric of its name beside it.

    Why: Numbers without a name, a unit and an owner mean nothing to readers, so they are shown
    nowhere.

    Bad:
        title: Ordering
        # metrics/csat.csv
        date,value
        2026-01-31,4.1

    Good:
        title: Ordering
        # metrics/csat.yml
        title: Satisfaction
        # metrics/csat.csv
        date,value
        2026-01-31,4.1

    Fix: Describe the metric in a `.yml` file of the same name.
    """
