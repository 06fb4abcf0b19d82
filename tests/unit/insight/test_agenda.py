"""What waits, what is due and what is too old, reckoned by hand."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from factories import make_journey, make_library, make_persona
from journeybook.insight.agenda import Urgency, agenda, by_owner, months
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.evidence import Evidence
from journeybook.pages.portfolio import Portfolio

TODAY = datetime.date(2026, 11, 15)


def source(key: str, **fields: object) -> Evidence:
    return Evidence.model_validate({"id": key, "title": key.capitalize(), **fields})


def library() -> Library:
    return make_library(
        make_journey(
            "late", status="published", owner="care", reviewed="2026-03-01", review_every="6 months"
        ),
        make_journey(
            "soon", status="published", owner="field", reviewed="2026-06-01", review_every="6 months"
        ),
        make_journey("later", status="in-review", reviewed="2026-11-01", review_every="1 year"),
        make_journey("never", status="published", owner="care"),
        make_journey("sketch", status="draft"),
        make_journey("gone", status="retired", reviewed="2020-01-01", review_every="1 month"),
        personas=[make_persona("ana", owner="care", reviewed="2026-10-01")],
        vocabulary={"teams": {"care": "Customer care", "field": "Field engineers"}},
        evidence={
            "old": source("old", owner="field", date="2025-05-14", valid_for="18 months"),
            "fresh": source("fresh", owner="field", date="2025-05-15", valid_for="18 months"),
            "lasting": source("lasting", date="2024-01-01"),
            "undated": source("undated"),
        },
    )


def states(today: datetime.date | None) -> dict[str, Urgency]:
    return {each.ref.id: each.urgency for each in agenda(library(), today)}


def test_each_thing_stands_where_its_dates_put_it() -> None:
    assert states(TODAY) == {
        "late": Urgency.OVERDUE,  # due 1 September
        "old": Urgency.OVERDUE,  # held until 14 November
        "never": Urgency.NEVER,
        "undated": Urgency.NEVER,
        "fresh": Urgency.SOON,  # holds until today
        "soon": Urgency.SOON,  # due 1 December, in 16 days
        "later": Urgency.LATER,
        "ana": Urgency.OPEN_ENDED,  # no review interval
        "lasting": Urgency.OPEN_ENDED,
    }


def test_what_is_most_urgent_stands_first_and_the_oldest_before_that() -> None:
    assert [each.ref.id for each in agenda(library(), TODAY)] == [
        *("late", "old", "never", "undated", "fresh", "soon", "later", "ana", "lasting"),
    ]


def test_days_late_count_from_the_day_after() -> None:
    late = {each.ref.id: each.days_late for each in agenda(library(), TODAY)}
    assert (late["late"], late["old"], late["fresh"]) == (75, 1, 0)


def test_without_a_day_nothing_is_late_and_nothing_soon() -> None:
    found = states(None)
    assert not {Urgency.OVERDUE, Urgency.SOON} & set(found.values())
    assert found["late"] is Urgency.LATER


@pytest.mark.parametrize(("day", "urgency"), [("2026-11-01", Urgency.SOON), ("2026-10-31", Urgency.LATER)])
def test_soon_means_thirty_days(day: str, urgency: Urgency) -> None:
    assert states(datetime.date.fromisoformat(day))["soon"] is urgency


def test_teams_stand_by_their_titles_and_what_nobody_owns_last() -> None:
    found = by_owner(agenda(library(), TODAY), library())
    assert [each.owner for each in found] == ["care", "field", None]
    assert [entry.ref.id for entry in found[0].entries] == ["late", "never", "ana"]
    assert found[1].count(Urgency.SOON) == 2
    assert sum(len(each.entries) for each in found) == 9


def test_the_year_ahead_begins_with_this_month_and_leaves_out_what_is_late() -> None:
    found = months(agenda(library(), TODAY), TODAY)
    assert [each.start for each in (found[0], found[-1])] == [
        datetime.date(2026, 11, 1),
        datetime.date(2027, 10, 1),
    ]
    assert {each.start.month: [entry.ref.id for entry in each.entries] for each in found if each.entries} == {
        11: ["fresh"],
        12: ["soon"],
    }


def test_the_calendar_ends_with_the_calendar() -> None:
    assert len(months((), datetime.date(9999, 11, 3))) == 2


def test_a_review_moves_an_entry() -> None:
    before = library()
    reviewed = before.journeys["late"].model_copy(update={"reviewed": TODAY})
    after = replace(before, journeys={**before.journeys, "late": reviewed})
    entry = next(each for each in agenda(after, TODAY) if each.ref == Ref(Kind.JOURNEY, "late"))
    assert (entry.urgency, entry.due) == (Urgency.LATER, datetime.date(2027, 5, 15))


def test_pages_are_planned_by_the_entries_that_they_show() -> None:
    portfolio = Portfolio(library(), "Atlas", today=TODAY)
    entries = portfolio.agenda
    assert portfolio.agenda_length == len(entries) == 9
    assert portfolio.has_due_days
    dated = {entry.owner for entry in entries if entry.owner and entry.due}
    assert portfolio.dated_owners == ("care", "field")
    assert set(portfolio.dated_owners) == dated
