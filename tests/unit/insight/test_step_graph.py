"""Which step follows which: the written order, `next:`, alternatives that meet again, ends and loops."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.charts.thumbnail import draw_thumbnail
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.insight.drop_off import funnel
from journeybook.insight.step_context import step_contexts
from journeybook.insight.step_graph import Origin, StepGraph, paths, place_links, step_graph
from journeybook.insight.summary import summarise
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import EmotionScale

SCALE = EmotionScale()


def one_stage(**steps: object) -> Journey:
    """A map of one stage; each step has what is given as its `next`, None for nothing."""
    return make_journey("m", make_stage("All", *(make_step(key, next=leads) for key, leads in steps.items())))


def ways(graph: StepGraph) -> dict[str, list[str]]:
    """For each column where it leads."""
    return {
        column.id or "": [graph.columns[each.end].id or "" for each in leads]
        for column, leads in zip(graph.columns, graph.outgoing, strict=True)
    }


def led(**steps: object) -> dict[str, list[str]]:
    return ways(step_graph(one_stage(**steps)))


def test_without_next_a_step_leads_to_the_one_written_after_it() -> None:
    graph = step_graph(make_journey("m", make_stage("A", make_step("x"), make_step("y")), make_stage("B")))
    assert ways(graph) == {"x": ["y"], "y": ["b"], "b": []}
    assert graph.is_plain
    assert graph.doubts == ()


def test_alternatives_of_one_stage_meet_at_the_step_after_the_last() -> None:
    found = led(pay=["card", "cash"], card=None, cash=None, receipt=None)
    assert found == {"pay": ["card", "cash"], "card": ["receipt"], "cash": ["receipt"], "receipt": []}


def test_an_alternative_of_several_steps_ends_before_the_next_one() -> None:
    found = led(pay=["card", "cash"], card=None, pin=None, cash=None, receipt=None)
    assert found["card"] == ["pin"]
    assert found["pin"] == ["receipt"]


def test_an_end_that_says_where_it_leads_says_it_for_the_others() -> None:
    found = led(
        pay=["card", "voucher", "cash"], card="receipt", voucher=None, cash=None, change=None, receipt=None
    )
    assert found["voucher"] == ["receipt"]
    assert found["cash"] == ["change"]


def test_the_end_of_an_inner_alternative_may_be_the_end_of_the_outer_one() -> None:
    found = led(a=["b", "e"], b=["c", "d"], c=None, d=None, e=None, f=None)
    assert found["c"] == ["f"]
    assert found["d"] == ["f"]


def test_a_step_of_a_later_stage_is_later_and_no_alternative() -> None:
    journey = make_journey(
        "m",
        make_stage("Talk", make_step("call", next=["return-it", "stay"])),
        make_stage("Close", make_step("return-it"), make_step("survey")),
        make_stage("After", make_step("stay")),
    )
    graph = step_graph(journey)
    assert ways(graph)["survey"] == ["stay"]
    assert [(each.column, each.read) for each in graph.doubts] == [(2, 3)]


def test_stages_without_steps_can_be_alternatives() -> None:
    journey = make_journey(
        "m",
        make_stage("Pay", next=["card", "cash"]),
        make_stage("Card"),
        make_stage("Cash"),
        make_stage("Receipt"),
    )
    assert ways(step_graph(journey)) == {
        "pay": ["card", "cash"],
        "card": ["receipt"],
        "cash": ["receipt"],
        "receipt": [],
    }


def test_alternatives_at_the_end_of_a_map_end_there() -> None:
    graph = step_graph(one_stage(offer=["signs", "leaves"], signs=None, leaves=None))
    assert ways(graph)["signs"] == []
    assert [graph.ends(at) for at in range(3)] == [False, True, True]


def test_an_empty_list_ends_the_journey() -> None:
    found = led(asks=["gets-it", "cancels"], cancels=[], **{"gets-it": None}, uses=None)
    assert found["cancels"] == []
    assert led(a=[], b=None) == {"a": [], "b": []}


def test_a_case_leaves_the_written_order_for_everybody_else() -> None:
    graph = step_graph(one_stage(reads={"step": "pays", "when": "says nothing"}, asks=None, pays=None))
    assert ways(graph)["reads"] == ["pays", "asks"]
    assert [each.origin for each in graph.outgoing[0]] == [Origin.NAMED, Origin.OTHERWISE]


def test_a_case_is_the_only_way_where_another_step_leads_to_the_one_below() -> None:
    graph = step_graph(
        one_stage(sees=["revises", "gets"], revises={"step": "sees", "when": "again"}, gets=None)
    )
    assert ways(graph)["revises"] == ["sees"]
    assert graph.outgoing[1][0].is_loop


def test_after_the_last_step_a_case_leaves_the_end() -> None:
    graph = step_graph(one_stage(orders=None, gets={"step": "orders", "when": "it was good"}))
    assert graph.ends(1)


def test_a_stage_says_it_for_its_last_step_and_its_id_means_its_first() -> None:
    journey = make_journey(
        "m",
        make_stage("One", make_step("a"), make_step("b"), next="three"),
        make_stage("Two", make_step("c")),
        make_stage("Three", make_step("d"), make_step("e")),
    )
    assert ways(step_graph(journey)) == {"a": ["b"], "b": ["d"], "c": ["d"], "d": ["e"], "e": []}


def test_a_former_id_is_followed_and_an_unknown_one_is_as_if_not_written() -> None:
    journey = make_journey(
        "m",
        make_stage(
            "S", make_step("a", next="old"), make_step("b", next="nowhere"), make_step("c", was=["old"])
        ),
    )
    assert ways(step_graph(journey)) == {"a": ["c"], "b": ["c"], "c": []}


def test_only_where_it_is_a_guess_the_reading_is_in_doubt() -> None:
    open_end = step_graph(one_stage(pay=["card", "cash"], card=None, cash=None, receipt=None))
    assert [(each.column, each.written, each.read) for each in open_end.doubts] == [(1, 2, 3)]
    said = step_graph(one_stage(pay=["card", "cash"], card="receipt", cash=None, receipt=None))
    assert said.doubts == ()


def test_a_way_begins_where_people_choose_it_and_nowhere_else() -> None:
    graph = step_graph(
        one_stage(pay=[{"step": "card", "when": "in a hurry"}, "cash"], card="bag", cash=None, bag=None)
    )
    parts = [graph.branch_start(at) for at in range(4)]
    assert [each.when if each else "-" for each in parts] == ["-", "in a hurry", None, "-"]


def test_lines_part_and_meet_and_every_edge_is_drawn_once() -> None:
    assert paths([0, 1, 2, 3], [(1, 2), (3,), (3,), ()]) == [[0, 1, 3], [0, 2, 3]]
    assert paths([0, 2, 3], [(1, 2), (3,), (3,), ()]) == [[0, 2, 3]]
    assert paths([0, 2], [(1,), (2,), ()]) == [[0], [2]]


def test_places_of_several_columns_lead_on_past_columns_without_a_place() -> None:
    graph = step_graph(one_stage(a=["b", "c"], b=None, c=None, d=None))
    assert place_links(graph, [0, None, None, 1], 2) == ((1,), ())
    assert place_links(graph, [0, 1, 2, 2], 3) == ((1, 2), (2,), ())


def test_people_are_counted_over_all_ways() -> None:
    journey = make_journey(
        "m",
        make_stage("Pay", entered="90", next=["card", "cash"]),
        make_stage("Card", entered="60"),
        make_stage("Cash", entered="28"),
        make_stage("Receipt", entered="85"),
    )
    found = funnel(journey)
    assert found is not None
    told = [
        ([each.id for each in loss.starts], [each.id for each in loss.ends], loss.lost)
        for loss in found.losses
    ]
    assert told == [(["pay"], ["card", "cash"], 2), (["card", "cash"], ["receipt"], 3)]
    assert found.kept == pytest.approx(85 / 90)


def test_who_skips_a_stage_is_not_lost_in_it() -> None:
    journey = make_journey(
        "m",
        make_stage("Basket", make_step("fills", next=["voucher", "checks-out"]), entered="100"),
        make_stage("Save", make_step("voucher"), entered="30"),
        make_stage("Checkout", make_step("checks-out"), entered="80"),
    )
    found = funnel(journey)
    assert found is not None
    assert [(each.start.id, each.end.id, each.lost) for each in found.losses] == [("basket", "checkout", 20)]


targets = st.one_of(
    st.none(),
    st.lists(
        st.tuples(st.integers(0, 9), st.sampled_from((None, "it rains"))).map(
            lambda each: {"step": f"s{each[0]}", "when": each[1]}
        ),
        max_size=3,
    ),
)


@st.composite
def tangles(draw: st.DrawFn) -> Journey:
    """Maps whose steps lead anywhere: forwards, backwards, to themselves and to nobody."""
    count = draw(st.integers(1, 10))
    steps = [
        make_step(
            f"s{at}",
            next=draw(targets),
            emotion=draw(st.none() | st.sampled_from((-2.0, -1.0, 0.0, 1.5))),
            emotion_end=draw(st.none() | st.sampled_from((-1.5, 2.0))),
        )
        for at in range(count)
    ]
    stages = []
    while steps:
        size = draw(st.integers(1, len(steps)))
        fields = {
            "emotion": draw(st.none() | st.just(0.5)),
            "next": draw(targets),
            "entered": draw(st.none() | st.just("7")),
        }
        stages.append(make_stage(f"Stage {len(stages)}", *steps[:size], **fields))
        steps = steps[size:]
    return make_journey("m", *stages)


quietly = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@quietly
@given(tangles())
def test_nothing_hangs_and_no_line_or_fall_joins_what_is_not_neighbours(journey: Journey) -> None:
    graph = step_graph(journey)
    steps = {(graph.columns[each.start].id, graph.columns[each.end].id) for each in graph.transitions}
    stage_of = {
        column.id: journey.stages[number].id
        for column, number in zip(graph.columns, graph.stages, strict=True)
    }
    # A stage stands in for its steps where none of them is told.
    neighbours = {(one, other) for a, b in steps for one in (a, stage_of[a]) for other in (b, stage_of[b])}
    summary = summarise(journey, SCALE)
    if summary.fall and summary.fall.start.spot is not summary.fall.end.spot:
        assert (summary.fall.start.spot.moment.id, summary.fall.end.spot.moment.id) in neighbours
    library = make_library(journey)
    view = compose(journey, library)
    for curve in view.curve_row.curves if view.curve_row else ():
        drawn = set()
        for run in curve.runs:
            assert [point.x for point in run] == sorted({point.x for point in run})
            for here, there in pairwise(run):
                one, other = here.anchor.partition("--")[2][2:], there.anchor.partition("--")[2][2:]
                assert here.anchor == there.anchor or (one, other) in neighbours
                assert (here, there) not in drawn
                drawn.add((here, there))
        assert {point for run in curve.runs for point in run} == set(curve.points)
    draw_grid(view, lambda _: None, library.title)
    draw_table(view, lambda _: None, library.title)
    draw_swimlane(view, library.title)
    draw_thumbnail(view)
    assert len(step_contexts({"m": summary}, "m")) == len(graph.columns)


@quietly
@given(tangles())
def test_the_written_order_spelled_out_is_drawn_as_the_written_order(journey: Journey) -> None:
    bare, spelled = [], []
    order = [step.id for stage in journey.stages for step in stage.steps]
    for stage in journey.stages:
        plain = [step.model_copy(update={"next": None}) for step in stage.steps]
        said = [
            make_step(
                **{**each.model_dump(exclude={"next", "id"}), "next": order[at + 1]}
                if (at := order.index(each.id)) + 1 < len(order)
                else each.model_dump(exclude={"next", "id"})
            )
            for each in plain
        ]
        bare.append(stage.model_copy(update={"next": None, "steps": tuple(plain)}))
        spelled.append(stage.model_copy(update={"next": None, "steps": tuple(said)}))
    views = [
        compose(each, make_library(each)) for each in (make_journey("m", *bare), make_journey("m", *spelled))
    ]
    assert views[0].curve_row == views[1].curve_row
    assert views[0].columns == views[1].columns
