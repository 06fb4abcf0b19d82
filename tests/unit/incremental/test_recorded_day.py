"""A day compares as a date does, and what is recorded of it changes with the answers alone."""

from __future__ import annotations

import datetime
import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.incremental.dependency_graph import recorded_reads
from journeybook.incremental.recorded_day import (
    RecordedDay,
    day_content,
    days_before,
    days_late,
    judged_day,
)

COMPARISONS = (operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne)
DAYS = st.one_of(
    st.dates(),
    st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 1, 4)),
    st.sampled_from([datetime.date.min, datetime.date.max]),
)


@given(DAYS, DAYS, DAYS)
def test_comparisons_are_those_of_dates_and_depend_on_what_is_recorded(
    today: datetime.date, later: datetime.date, other: datetime.date
) -> None:
    for compare in COMPARISONS:
        with recorded_reads() as reads:
            answers = compare(RecordedDay(today), other), compare(other, RecordedDay(today))
        assert answers == (compare(today, other), compare(other, today))
        if all(day_content(name, today) == day_content(name, later) for name in reads):
            assert answers == (compare(later, other), compare(other, later))


def test_a_day_that_is_shown_is_recorded_itself() -> None:
    due = datetime.date(2026, 9, 1)
    with recorded_reads() as reads:
        assert days_late(due, judged_day(datetime.date(2026, 9, 1))) == 0
    assert set(reads) == {"has-today", "past:2026-09-01"}
    with recorded_reads() as reads:
        assert days_late(due, judged_day(datetime.date(2026, 9, 4))) == 3
    assert "today" in reads


def test_nothing_can_be_asked_of_a_day_that_is_not_recorded() -> None:
    day = RecordedDay(datetime.date(2026, 9, 1))
    with pytest.raises(TypeError):
        hash(day)
    assert not hasattr(day, "isoformat")
    assert not hasattr(day, "year")


def test_without_a_day_nothing_is_late() -> None:
    assert days_late(datetime.date(2026, 9, 1), judged_day(None)) == 0
    assert day_content("has-today", None) == "False"


def test_a_span_before_the_first_day_of_the_calendar_ends_there() -> None:
    assert days_before(datetime.date(1, 1, 3), datetime.timedelta(days=30)) == datetime.date.min
