"""When something is due for a review, and where a metric stands."""

from __future__ import annotations

import datetime

import pytest

from factories import make_journey, make_library, make_persona
from journeybook.insight.metric_status import metric_status
from journeybook.insight.review import ReviewState, newest_date, review_of, reviews
from journeybook.model.evidence import Evidence
from journeybook.model.metric import Metric, Reading

TODAY = datetime.date(2026, 11, 22)


def test_a_review_is_due_its_rhythm_after_the_last_one() -> None:
    journey = make_journey(reviewed="2026-08-31", review_every="6 months")
    found = review_of(journey, TODAY)
    assert (found.due, found.state, found.days_late(TODAY)) == (
        datetime.date(2027, 2, 28),
        ReviewState.DUE,
        0,
    )


@pytest.mark.parametrize(("day", "late"), [("2026-09-01", 0), ("2026-09-02", 1), ("2026-11-22", 82)])
def test_it_is_late_from_the_day_after(day: str, late: int) -> None:
    journey = make_journey(reviewed="2026-03-01", review_every="6 months")
    today = datetime.date.fromisoformat(day)
    found = review_of(journey, today)
    assert found.days_late(today) == late
    assert (found.state is ReviewState.OVERDUE) == (late > 0)


def test_no_rhythm_no_due_day() -> None:
    assert review_of(make_journey(reviewed="2020-01-01"), TODAY).state is ReviewState.OPEN_ENDED
    assert review_of(make_journey(review_every="6 months"), TODAY).state is ReviewState.NEVER


def test_the_list_begins_with_the_latest_and_leaves_out_drafts_and_retired_maps() -> None:
    published = {"status": "published", "review_every": "6 months"}
    library = make_library(
        make_journey("a-never", status="published"),
        make_journey("b-late", reviewed="2026-04-01", **published),
        make_journey("c-later", reviewed="2026-01-01", **published),
        make_journey("d-fine", reviewed="2026-11-01", **published),
        make_journey("e-draft"),
        make_journey("f-retired", status="retired"),
        personas=[make_persona("p-ana", reviewed="2025-01-01", review_every="12 months")],
    )
    assert [each.ref.id for each in reviews(library, TODAY)] == [
        "p-ana",
        "c-later",
        "b-late",
        "a-never",
        "d-fine",
    ]


def test_the_newest_date_is_of_what_has_happened() -> None:
    metric = Metric(id="m", title="M", due=datetime.date(2030, 1, 1), readings=(Reading("2026-09-30", 1.0),))
    vague = Metric(id="v", title="V", readings=(Reading("2027-Q1", 1.0),))
    evidence = Evidence.model_validate({"id": "e", "title": "E", "date": "2026-06-01"})
    library = make_library(
        make_journey(reviewed="2026-07-01"), metrics={"m": metric, "v": vague}, evidence={"e": evidence}
    )
    assert newest_date(library) == datetime.date(2026, 9, 30)
    assert newest_date(make_library()) is None


def metric(better: str, target: float | None, *values: float) -> Metric:
    readings = tuple(Reading(f"2026-0{at}-01", value) for at, value in enumerate(values, 1))
    return Metric.model_validate({"id": "m", "title": "M", "better": better, "target": target}).model_copy(
        update={"readings": readings}
    )


@pytest.mark.parametrize(
    ("better", "values", "good", "reached"),
    [
        ("higher", (10, 12), True, False),
        ("higher", (10, 9), False, False),
        ("lower", (10, 9), True, True),
        ("lower", (31, 32), False, False),
        ("higher", (30, 30), None, True),
    ],
)
def test_better_is_what_the_metric_says(
    better: str, values: tuple[float, ...], good: bool | None, reached: bool
) -> None:
    found = metric_status(metric(better, 30, *values))
    assert (found.good, found.reached) == (good, reached)


def test_a_metric_without_values_or_target_claims_nothing() -> None:
    empty = metric_status(metric("higher", 30))
    assert (empty.newest, empty.change, empty.good, empty.reached) == (None, None, None, None)
    assert metric_status(metric("higher", None, 4)).reached is None


def test_segments_do_not_pass_for_the_whole() -> None:
    both = Metric(
        id="m", title="M", readings=(Reading("2026-01-01", 5.0), Reading("2026-02-01", 9.0, None, "homes"))
    )
    assert metric_status(both).newest == Reading("2026-01-01", 5.0)
    alone = Metric(
        id="m",
        title="M",
        readings=(Reading("2026-01-01", 1.0, None, "a"), Reading("2026-02-01", 9.0, None, "b")),
    )
    assert metric_status(alone).newest is None
    assert metric_status(alone).by_segment == alone.readings
    single = Metric(id="m", title="M", readings=alone.readings[1:])
    assert metric_status(single).newest == Reading("2026-02-01", 9.0, None, "b")
