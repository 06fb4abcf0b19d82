from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from factories import make_library
from journeybook.history.change import Act
from journeybook.history.difference import compare
from journeybook.history.pairing import moved
from journeybook.model.journey import Journey
from journeybook.reports.change_phrases import Names, phrase
from map_strategies import journeys

FEW = settings(max_examples=40, deadline=None)


@FEW
@given(journeys())
def test_nothing_changed_between_a_portal_and_itself(journey: Journey) -> None:
    library = make_library(journey)
    again = make_library(journey.model_copy(deep=True))
    assert not compare(library, library)
    assert not compare(library, again)


@FEW
@given(journeys(), journeys())
def test_what_was_added_is_removed_on_the_way_back(one: Journey, other: Journey) -> None:
    left, right = make_library(one), make_library(other.model_copy(update={"id": one.id}))
    there, back = compare(left, right), compare(right, left)
    acts = {Act.ADDED: Act.REMOVED, Act.REMOVED: Act.ADDED}

    def whole(difference: object, act: Act) -> set[tuple[str, str | None]]:
        found = getattr(difference, "changes")  # noqa: B009 - either difference
        return {(each.ref.id, each.ref.step) for each in found if each.act is act and not each.field}

    for act, reverse in acts.items():
        assert whole(there, act) == whole(back, reverse)


@FEW
@given(journeys(), journeys())
def test_each_change_can_be_said_in_a_line_and_has_a_fingerprint(one: Journey, other: Journey) -> None:
    found = compare(make_library(one), make_library(other.model_copy(update={"id": one.id})))
    names = Names(found.head, found.base)
    for each in found.changes:
        line = phrase(each, names).line
        assert line
        assert len(each.fingerprint) == 12


@given(st.permutations(range(8)))
def test_without_what_moved_the_rest_stands_in_order(order: list[int]) -> None:
    lifted = moved(order)
    rest = [value for at, value in enumerate(order) if at not in lifted]
    assert rest == sorted(rest)
    assert (not lifted) == (order == sorted(order))
