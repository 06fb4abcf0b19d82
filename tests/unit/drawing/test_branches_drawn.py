"""Ways that part and meet, as both drawings, the table and comparisons show them."""

from __future__ import annotations

from lxml import etree, html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.charts.curve_overlay import (
    Look,
    Mark,
    Overlay,
    OverlayColumn,
    OverlayLine,
    draw_overlay,
)
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import BranchStart, Lane, MapView
from journeybook.history.emotion_changes import curve_change
from journeybook.insight.comparison import compare_maps, compare_stages
from journeybook.insight.spots import spots
from journeybook.insight.summary import summarise
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import EmotionScale
from journeybook.pages.personas.persona_curve import view_for

SCALE = EmotionScale()


def shop(key: str = "m", **fields: object) -> Journey:
    return make_journey(
        key,
        make_stage(
            "Buy",
            make_step("Pays", emotion=0, next=[{"step": "card", "when": "if in a *hurry*"}, "cash"]),
            make_step("Card", emotion=2),
            make_step("Cash", emotion=-2),
            make_step("Receipt", emotion=1),
        ),
        **fields,
    )


def drawn(journey: Journey) -> tuple[MapView, Library]:
    library = make_library(journey, personas=(make_persona("ana"), make_persona("ben")))
    return compose(journey, library), library


def words(markup: str, query: str) -> list[str]:
    root = html.fragment_fromstring(markup, create_parent=True)
    return [" ".join("".join(each.itertext()).split()) for each in root.xpath(query)]


def test_the_line_parts_after_the_fork_and_joins_where_the_ways_meet() -> None:
    view, _ = drawn(shop())
    assert view.curve_row is not None
    (curve,) = view.curve_row.curves
    assert [[point.column for point in run] for run in curve.runs] == [[0, 1, 3], [0, 2, 3]]
    assert [point.column for point in curve.points] == [0, 1, 2, 3]


def test_faces_and_labels_stand_once_and_the_shade_is_one() -> None:
    view, library = drawn(shop())
    grid = draw_grid(view, lambda _: None, library.title)
    root = html.fragment_fromstring(grid)
    assert len(root.xpath(".//button[contains(@class, 'jb-point ')]")) == 4
    assert len(root.xpath(".//path[contains(@class, 'jb-curve__area')]")) == 1
    assert len(root.xpath(".//path[contains(@class, 'jb-curve__line ')]")) == 2
    swimlane = draw_swimlane(view, library.title)
    assert swimlane.count('opacity=".13"') == 1
    picture = etree.fromstring(swimlane.encode())
    lines = picture.xpath("//*[starts-with(@stroke, 'url(#')]/descendant-or-self::*[local-name() = 'path']")
    assert len(lines) == 2


def test_each_way_says_where_it_begins_in_every_form_of_the_map() -> None:
    view, library = drawn(shop())
    assert [each.branch_start for each in view.columns] == [
        None,
        BranchStart("when", "in a *hurry*"),
        BranchStart("or"),
        None,
    ]
    grid = draw_grid(view, lambda _: None, library.title)
    assert words(grid, ".//p[contains(@class, 'jb-branch')]") == [
        "when in a hurry after Pays",
        "or after Pays",
        "after Card or Cash",
    ]
    table = draw_table(view, lambda _: None, library.title)
    assert words(table, ".//thead//small") == [
        "when in a hurry, after Pays",
        "or, after Pays",
        "after Card or Cash",
    ]
    swimlane = draw_swimlane(view, library.title)
    assert ">when in a hurry<" in swimlane
    assert ">or<" in swimlane


def test_the_lane_says_where_an_end_leads_that_does_not_say_it_itself() -> None:
    view, _ = drawn(
        make_journey(
            "m",
            make_stage(
                "Buy",
                make_step("Asks", next=[{"step": "leaves", "when": "it is shut"}]),
                make_step("Pays", next=["card", "cash"]),
                make_step("Card"),
                make_step("Cash"),
                make_step("Leaves", next=[]),
                make_step("Uses"),
            ),
        )
    )
    (lane,) = [each for each in view.rows if isinstance(each, Lane) and each.key == "next"]
    assert {cell.first: [(item.text, item.note) for item in cell.items] for cell in lane.cells} == {
        0: [("Leaves", "it is shut"), ("Pays", "otherwise")],
        1: [("Card", None), ("Cash", None)],
        2: [("Leaves", None)],
        4: [("The journey ends here", None)],
    }


def test_stages_without_steps_are_labelled_too() -> None:
    view, library = drawn(
        make_journey("m", make_stage("Pay", next=["card", "cash"]), make_stage("Card"), make_stage("Cash"))
    )
    assert words(draw_grid(view, lambda _: None, library.title), ".//p[@class='jb-branch']") == [
        "either after Pay",
        "or after Pay",
    ]
    assert ">either<" in draw_swimlane(view, library.title)


def test_a_shared_curve_has_no_line_between_steps_of_different_people() -> None:
    steps = (
        make_step("a", personas=["ana"], emotion=1),
        make_step("b", personas=["ana", "ben"], emotion=0),
        make_step("c", personas=["ben"], emotion=-1),
        make_step("d", personas=["ana"], emotion=2),
    )
    view, _ = drawn(make_journey("m", make_stage("S", *steps), personas=["ana", "ben"]))
    assert view.curve_row is not None
    (curve,) = view.curve_row.curves
    assert [[point.column for point in run] for run in curve.runs] == [[0, 1, 2], [3]]


def test_an_overlay_follows_the_ways_of_each_line() -> None:
    marks = tuple(Mark(y, "") for y in (0.5, 0.9, 0.1, 0.6))
    lines = (
        OverlayLine("forked", Look.NOW, marks, ahead=((1, 2), (3,), (3,), ())),
        OverlayLine("plain", Look.THEN, marks),
    )
    markup = draw_overlay(Overlay("t", "s", tuple(OverlayColumn(str(at)) for at in range(4)), lines, None))
    root = html.fragment_fromstring(markup)
    paths = root.xpath(".//div[@class='jb-overlay__area']//path[contains(@class, 'jb-overlay__line')]")
    assert [path.get("d").count("C") for path in paths] == [2, 2, 3]


def test_compared_maps_keep_their_ways() -> None:
    one, two = summarise(shop("m"), SCALE), summarise(shop("n"), SCALE)
    by_step = compare_maps(one, two)
    assert [each.ahead(by_step.pairs) for each in by_step.ways] == [((1, 2), (3,), (3,), ())] * 2
    by_stage = compare_stages(one, two)
    assert by_stage.ways[0].ahead(by_stage.pairs) == ((),)
    plain = summarise(make_journey("p", make_stage("S", make_step("a"), make_step("b"))), SCALE)
    assert compare_maps(plain, one).ways[0].ahead(()) is None


def test_a_difference_draws_either_side_by_its_own_ways() -> None:
    old = make_journey(
        "m", make_stage("Buy", *(each.model_copy(update={"next": None}) for each in shop().stages[0].steps))
    )
    names = {each.id or "": each.id or "" for each in (*old.stages, *old.stages[0].steps)}
    change = curve_change(spots(old, SCALE), spots(shop(), SCALE), names)
    assert change.ahead_before is None
    assert change.ahead_after == ((1, 2), (3,), (3,), ())


def test_a_personas_small_curve_holds_only_what_they_feel() -> None:
    steps = (
        make_step("a", emotion=1),
        make_step("b", personas=["ana"], emotion=-2),
        make_step("c", emotion=0),
        make_step("d", emotion=2),
    )
    journey = make_journey("m", make_stage("S", *steps), personas=["ana", "ben"])
    view, _ = drawn(journey)
    summary = summarise(journey, SCALE)
    row = view_for(view, "ben", summary).curve_row
    assert row is not None
    assert [[point.column for point in run] for run in row.curves[0].runs] == [[0], [2, 3]]
    assert view_for(view, "ana", summary) == view
    nobody = view_for(view, "cal", summary).curve_row
    assert nobody is not None
    assert nobody.curves == ()
