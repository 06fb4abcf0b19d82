from __future__ import annotations

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.view.compose import compose, initials
from journeybook.drawing.view.model import CurveRow, ItemKind, Lane, Rule
from journeybook.library.objects import Kind, Ref
from journeybook.model.metric import Metric
from journeybook.step_fields import Zone

EVERYTHING = {
    "personas": ["p-ana"],
    "channel": "web",
    "action": "Acts",
    "thought": "Thinks",
    "need": "Needs",
    "emotion": 1,
    "feeling": "glad",
    "quotes": "Says",
    "pains": "Hurts",
    "gains": "Helps",
    "risks": "May fail",
    "opportunities": "Could be",
    "system_response": "Answers",
    "frontstage": "Front",
    "backstage": "Back",
    "support": "Support",
    "systems": ["crm"],
    "physical_evidence": "Letter",
    "team": "care",
    "duration": "an hour",
    "metrics": {"csat": 3.4},
    "journey": "other",
    "next": ["buys"],
    "links": [{"title": "Epic", "url": "https://example.org/"}],
    "variants": [{"id": "a", "title": "A"}],
}


def view_of(*stages, vocabulary=None, shelves=None, **fields):
    journey = make_journey("m-one", *stages, **fields)
    return compose(journey, make_library(journey, vocabulary=vocabulary, **(shelves or {})))


def lanes(view) -> dict[str, Lane]:
    return {row.key: row for row in view.rows if isinstance(row, Lane)}


def titles(view) -> list[str]:
    return [row.title for row in view.rows]


def points(view, series=0):
    return [point for run in view.curve_row.curves[series].runs for point in run]


# The order in which each type of map is read


def test_a_journey_map_reads_from_touchpoint_to_links():
    view = view_of(make_stage("Order", make_step("Buys", **EVERYTHING), goal="Goal", mindset="Mood"))
    assert titles(view) == [
        *("Goal", "Mindset", "Who", "Touchpoint", "Actions", "Time", "Thoughts", "Needs"),
        *(
            "Emotion",
            "Feelings",
            "In their words",
            "Pains",
            "Gains",
            "Opportunities",
            "Risks",
            "Physical evidence",
            "Frontstage",
        ),
        *("System response", "Backstage", "Support", "Variants", "May lead to", "Metrics", "Team", "Systems"),
        *("Journeys", "Links"),
    ]


def test_a_blueprint_puts_its_lines_between_what_they_part():
    view = view_of(make_stage("Order", make_step("Buys", **EVERYTHING)), type="service-blueprint")
    assert titles(view)[:15] == [
        *("Who", "Physical evidence", "Touchpoint", "Time", "Actions", "Line of interaction", "Frontstage"),
        *("System response", "Line of visibility", "Backstage", "Line of internal interaction", "Support"),
        *("Systems", "Thoughts", "Needs"),
    ]
    assert lanes(view)["frontstage"].zone is Zone.FRONTSTAGE
    assert lanes(view)["pains"].zone is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("action",), []),
        (("action", "frontstage"), ["Line of interaction"]),
        (("action", "backstage"), ["Line of visibility"]),
        (("action", "support"), ["Line of visibility"]),
        (("frontstage", "support"), ["Line of visibility"]),
        (("backstage", "support"), ["Line of internal interaction"]),
        (("backstage",), []),
    ],
)
def test_a_line_stands_only_where_lanes_stand_on_both_sides(fields, expected):
    step = make_step("Buys", **dict.fromkeys(fields, "Does"))
    view = view_of(make_stage("Order", step), type="service-blueprint")
    assert [row.title for row in view.rows if isinstance(row, Rule)] == expected


def test_only_a_blueprint_has_lines_and_zones():
    view = view_of(make_stage("Order", make_step("Buys", **EVERYTHING)))
    assert not any(isinstance(row, Rule) for row in view.rows)
    assert all(lane.zone is None for lane in lanes(view).values())


def test_a_day_starts_with_its_times_and_falls_back_on_durations():
    view = view_of(
        make_stage(
            "Day", make_step("Wakes", at="06:40", duration="a minute"), make_step("Works", duration="9 hours")
        ),
        type="day-in-the-life",
    )
    first = view.rows[0]
    assert first.key == "time"
    assert [(cell.items[0].text, cell.items[0].note) for cell in first.cells] == [
        ("06:40", "a minute"),
        ("9 hours", None),
    ]


def test_an_emotional_journey_puts_quotes_and_a_tall_curve_first():
    view = view_of(make_stage("Order", make_step("Buys", **EVERYTHING)), type="emotional-journey")
    assert titles(view)[1:3] == ["In their words", "Emotion"]
    assert view.curve_row.tall


def test_lanes_that_hold_nothing_are_left_out():
    assert view_of(make_stage("Order", make_step("Buys"))).rows == ()


# Columns, bands and spans


def test_a_stage_without_steps_is_one_column():
    view = view_of(
        make_stage("Look"), make_stage("Order", make_step("Buys"), make_step("Pays")), make_stage("Use")
    )
    assert [(column.title, column.is_stage, column.stage) for column in view.columns] == [
        ("Look", True, 0),
        ("Buys", False, 1),
        ("Pays", False, 1),
        ("Use", True, 2),
    ]
    assert [(band.number, band.first, band.span) for band in view.stages] == [(1, 0, 1), (2, 1, 2), (3, 3, 1)]
    assert view.columns[0].anchor == "m-one--s-look"
    assert view.columns[1].anchor == "m-one--t-buys"


def test_a_map_without_stages_has_no_columns():
    journey = make_journey("m-one").model_copy(update={"stages": ()})
    view = compose(journey, make_library(journey))
    assert view.columns == ()
    assert view.rows == ()


def test_stages_that_share_a_phase_in_a_row_share_a_band():
    view = view_of(
        make_stage("A", phase="Before"),
        make_stage("B", make_step("X"), make_step("Y"), phase="Before"),
        make_stage("C"),
        make_stage("D", phase="Before"),
    )
    assert [(phase.title, phase.first, phase.span) for phase in view.phases] == [
        ("Before", 0, 3),
        ("Before", 4, 1),
    ]


def test_what_a_stage_says_spans_its_columns_and_steps_without_it_leave_a_gap():
    view = view_of(
        make_stage("A", make_step("X"), make_step("Y"), pains="wide"),
        make_stage("B", make_step("Z"), make_step("W", pains="narrow")),
    )
    cells = lanes(view)["pains"].cells
    assert [(cell.first, cell.span, cell.items[0].text) for cell in cells] == [
        (0, 2, "wide"),
        (3, 1, "narrow"),
    ]


def test_a_field_of_stage_and_step_stands_in_two_lanes():
    view = view_of(make_stage("A", make_step("X", pains="narrow"), pains="wide"))
    assert [(row.title, row.part, row.cells[0].items[0].text) for row in view.rows] == [
        ("Pains", 0, "narrow"),
        ("Pains, whole stage", 1, "wide"),
    ]


def test_custom_lanes_of_step_stage_and_map_stand_after_the_lane_they_name():
    view = view_of(
        make_stage(
            "A",
            make_step("X", action="Acts", thought="Thinks", lanes={"policy": "step"}),
            lanes={"law": "stage"},
        ),
        lanes={"policy": "map", "note": "loose"},
        vocabulary={
            "lanes": {
                "policy": {"title": "Policy", "after": "action"},
                "law": {"title": "Law", "after": "policy"},
            }
        },
    )
    assert titles(view) == ["Actions", "Policy", "Policy, whole map", "Law", "Thoughts", "Note"]
    assert lanes(view)["note"].cells[0].anchor == "m-one"


# Words and references


def test_a_step_that_is_a_journey_refers_to_it():
    view = view_of(make_stage("A", make_step("X", journey="other", same_as="third#step")))
    assert view.columns[0].journey == Ref(Kind.JOURNEY, "other")
    assert view.columns[0].same_as == Ref(Kind.JOURNEY, "third", "step")
    assert [item.ref for item in lanes(view)["journeys"].cells[0].items] == [
        Ref(Kind.JOURNEY, "other"),
        Ref(Kind.JOURNEY, "third", "step"),
    ]


def test_a_branch_names_the_step_it_leads_to_even_by_a_former_id():
    view = view_of(
        make_stage(
            "A", make_step("X", next=[{"step": "old", "when": "it rains"}]), make_step("Y", was=["old"])
        )
    )
    item = lanes(view)["next"].cells[0].items[0]
    assert (item.text, item.note, item.ref) == ("Y", "it rains", Ref(Kind.JOURNEY, "m-one", "y"))


def test_people_who_counted_at_stages_tell_how_many_were_lost():
    view = view_of(make_stage("A", entered=1000), make_stage("B"), make_stage("C", entered=600))
    cells = lanes(view)["metrics"].cells
    assert [[(item.note, item.text) for item in cell.items] for cell in cells] == [
        [("People", "1\u202f000")],
        [("People", "600"), ("Lost since A", "40\u00a0%")],
    ]


def test_a_metric_tells_its_target():
    metric = Metric.model_validate({"id": "csat", "title": "CSAT", "kind": "csat", "target": 4.2})
    view = view_of(make_stage("A", metrics={"csat": 3.4}), shelves={"metrics": {"csat": metric}})
    item = lanes(view)["metrics"].cells[0].items[0]
    assert (item.note, item.text, item.detail) == ("CSAT", "3.4", "target 4.2")


def test_a_variant_tells_its_share_its_feeling_and_whether_it_won():
    orders = Metric.model_validate({"id": "orders", "title": "Orders", "unit": "%"})
    variants = [
        {"id": "a", "title": "Daily", "share": 50, "people": 812, "emotion": -1.7, "metrics": {"orders": 30}},
        {"id": "b", "title": "Weekly", "share": 50, "people": 799, "metrics": {"orders": 20}},
    ]
    for winner, told in (
        (0, [("winner", "50\u00a0% · 812 people"), (None, "50\u00a0% · 799 people")]),
        (
            1,
            [
                (None, "50\u00a0% · 812 people"),
                (None, "marked as the winner without support by the figures · 50\u00a0%"),
            ],
        ),
    ):
        written = [{**each, "winner": at == winner} for at, each in enumerate(variants)]
        step = make_step("X", variants=written)
        items = lanes(view_of(make_stage("A", step), shelves={"metrics": {"orders": orders}}))["variants"]
        for item, (note, start) in zip(items.cells[0].items, told, strict=True):
            assert item.note == note
            assert item.detail.startswith(start)
    assert "very frustrated −1.7" in items.cells[0].items[0].detail


@pytest.mark.parametrize(
    ("own", "step", "stage", "assumed"),
    [((), (), (), True), (("e",), (), (), False), ((), ("e",), (), False), ((), (), ("e",), False)],
)
def test_a_claim_is_assumed_where_neither_it_nor_its_step_nor_its_stage_names_evidence(
    own, step, stage, assumed
):
    pain = {"text": "Hurts", "evidence": own}
    view = view_of(
        make_stage("A", make_step("X", pains=[pain], evidence=step), evidence=stage), evidence=["map-wide"]
    )
    item = lanes(view)["pains"].cells[0].items[0]
    assert item.assumed is assumed
    assert bool(item.evidence) is not assumed


def test_what_is_no_claim_is_never_assumed():
    view = view_of(make_stage("A", make_step("X", action="Acts", need="Needs", opportunities="Idea")))
    assert {item.assumed for lane in lanes(view).values() for cell in lane.cells for item in cell.items} == {
        None
    }


def test_unknown_things_are_shown_by_their_ids():
    view = view_of(make_stage("A", make_step("X", channel="nowhere", personas=["nobody"])))
    assert lanes(view)["channel"].cells[0].items[0].text == "nowhere"
    assert view.people[0].title == "nobody"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Amira Haddad", "AH"), ("Ana Maria de Sá", "AS"), ("Bo", "B"), ("أمل حداد", "أح"), ("!", "!")],
)
def test_initials_are_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


# Feelings


def test_one_number_for_all_is_one_curve_the_actors():
    view = view_of(
        make_stage("A", make_step("X", emotion=1), make_step("Y", emotion=-1)), personas=["p-ana", "p-bo"]
    )
    assert [(curve.title, curve.persona) for curve in view.curve_row.curves] == [
        ("p-ana", Ref(Kind.PERSONA, "p-ana"))
    ]


def test_a_map_that_names_nobody_has_one_nameless_curve():
    curve = view_of(make_stage("A", emotion=1)).curve_row.curves[0]
    assert (curve.persona, curve.title) == (None, "Everyone")


def test_numbers_by_persona_make_a_curve_each_and_a_shared_number_counts_for_all():
    view = view_of(
        make_stage("A", make_step("X", emotion={"p-bo": -1, "p-ana": 1}), make_step("Y", emotion=0.5)),
        personas=["p-ana", "p-bo"],
    )
    assert [curve.title for curve in view.curve_row.curves] == ["p-ana", "p-bo"]
    assert [point.value for point in points(view, 0)] == [1, 0.5]
    assert [point.value for point in points(view, 1)] == [-1, 0.5]
    assert [(person.title, person.series) for person in view.people] == [("p-ana", 0), ("p-bo", 1)]


def test_a_number_of_a_step_for_some_counts_for_them_alone():
    view = view_of(
        make_stage(
            "A",
            make_step("X", emotion={"p-ana": 1, "p-bo": -1}),
            make_step("Y", emotion=2, personas=["p-bo"]),
        ),
        personas=["p-ana", "p-bo"],
    )
    assert [point.value for point in points(view, 0)] == [1]
    assert [point.value for point in points(view, 1)] == [-1, 2]


def test_a_step_without_feeling_breaks_the_curve():
    view = view_of(make_stage("A", make_step("X", emotion=1), make_step("Y"), make_step("Z", emotion=-1)))
    assert [[point.column for point in run] for run in view.curve_row.curves[0].runs] == [[0], [2]]


def test_a_feeling_that_changes_has_two_points_in_its_column():
    first, second = points(
        view_of(make_stage("A", make_step("X", emotion=-1, emotion_end=1), make_step("Y")))
    )
    assert 0 < first.x < second.x < 0.5
    assert (first.end, second.end) == (False, True)


def test_a_stages_own_feeling_stands_in_its_middle_where_its_steps_have_none():
    (point,) = points(view_of(make_stage("A", make_step("X"), make_step("Y"), emotion=1)))
    assert (point.x, point.span, point.anchor) == (0.5, 2, "m-one--s-a")


def test_a_stages_own_feeling_is_told_in_words_where_its_steps_have_theirs():
    view = view_of(make_stage("A", make_step("X", emotion=1), make_step("Y"), emotion=-2))
    assert [point.value for point in points(view)] == [1]
    assert lanes(view)["feeling"].cells[0].items[0].text == "very frustrated −2"


def test_a_feeling_between_two_words_has_the_face_of_the_word_it_gets():
    for value, word, level in ((-1.5, "very frustrated", 0), (1.5, "delighted", 4), (0.5, "pleased", 3)):
        (point,) = points(view_of(make_stage("A", emotion=value)))
        assert (point.word, point.level) == (word, level)


def test_a_scale_of_ones_own_decides_on_heights_words_and_signs():
    scale = {"min": 1, "max": 5, "words": {1: "awful", 3: "so-so", 5: "great"}}
    view = view_of(
        make_stage("A", emotion=1), make_stage("B", emotion=5), vocabulary={"emotion_scale": scale}
    )
    assert [(point.y, point.level, point.word, point.figure) for point in points(view)] == [
        (0, 0, "awful", "1"),
        (1, 4, "great", "5"),
    ]
    assert view.curve_row.zero is None
    assert [word for _, _, word in view.curve_row.levels] == ["great", "so-so", "awful"]


def test_a_value_beyond_the_scale_stays_on_the_picture():
    (point,) = points(view_of(make_stage("A", emotion=99)))
    assert (point.y, point.level) == (1, 4)


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        (
            (-1.2, 0.3, 1.8),
            "Lowest at S0 (frustrated, −1.2), highest at S2 (delighted, +1.8); it ends higher than it begins.",
        ),
        (
            (1, -2, 1),
            "Lowest at S1 (very frustrated, −2), highest at S0 (pleased, +1); it ends about where it begins.",
        ),
        ((1, 1), "The same feeling throughout: S0 (pleased, +1)."),
        ((2,), "One feeling is known, at S0 (delighted, +2)."),
    ],
)
def test_the_curve_is_said_in_a_sentence(levels, sentence):
    steps = [make_step(f"S{at}", emotion=level) for at, level in enumerate(levels)]
    assert view_of(make_stage("A", *steps)).curve_row.sentence == sentence


def test_each_persona_is_named_in_the_sentence():
    journey = make_journey(
        "m-one",
        make_stage(
            "A", make_step("X", emotion={"p-ana": 1, "p-bo": -2}), make_step("Y", emotion={"p-ana": 2})
        ),
        personas=["p-ana", "p-bo"],
    )
    library = make_library(journey, personas=[make_persona("p-ana"), make_persona("p-bo")])
    assert compose(journey, library).curve_row.sentence == (
        "P ana: lowest at X (pleased, +1), highest at Y (delighted, +2); it ends higher than it begins. "
        "P bo: one feeling is known, at X (very frustrated, −2)."
    )


# Direction


@pytest.mark.parametrize(
    ("language", "title", "rtl"),
    [
        ("ar", "x", True),
        ("he-IL", "x", True),
        ("en", "Switching", False),
        ("en", "الانتقال", True),
        ("en", "12 שלבים", True),
        ("az-Arab", "x", True),
        ("ar-Latn", "marhaba", False),
        ("de", "Wechsel", False),
    ],
)
def test_direction_follows_the_language_then_the_title(language, title, rtl):
    journey = make_journey("m-one", title=title, language=language)
    assert compose(journey, make_library(journey)).rtl is rtl


def test_the_same_map_gives_the_same_view():
    stage = make_stage("Order", make_step("Buys", **EVERYTHING))
    assert view_of(stage) == view_of(stage)


def test_quotes_tell_who_said_them():
    view = view_of(make_stage("A", make_step("X", quotes=[{"text": "Oh", "persona": "p-ana"}])))
    item = lanes(view)["quotes"].cells[0].items[0]
    assert (item.kind, item.note, item.ref) == (ItemKind.QUOTE, "p-ana", Ref(Kind.PERSONA, "p-ana"))


def test_the_curve_stands_among_the_rows_once():
    view = view_of(make_stage("A", make_step("X", emotion=1, pains="Hurts")))
    assert sum(isinstance(row, CurveRow) for row in view.rows) == 1
