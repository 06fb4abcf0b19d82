from __future__ import annotations

import re

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.positions import COLUMNS
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.grid.toolbar import LANE_PRESETS
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import address
from journeybook.step_fields import LANES


def drawn(*stages, vocabulary=None, shelves=None, personas=(), options=None, **fields):
    """The root element of a drawn map."""
    journey = make_journey("m-one", *stages, personas=[each.id for each in personas], **fields)
    library = make_library(journey, personas=personas, vocabulary=vocabulary, **(shelves or {}))
    known = {kind: library.ids(kind) for kind in Kind}
    text = draw_grid(
        compose(journey, library),
        lambda ref: "../../" + address(ref) if library.has(ref) else None,
        library.title,
        known=known,
        **(options or {}),
    )
    return html.fragment_fromstring(text)


def classed(root, name: str) -> list:
    return root.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def words(element) -> str:
    return " ".join("".join(element.itertext()).split())


def cell(root, anchor: str, key: str):
    (step,) = root.xpath(f".//*[@id='{anchor}']")
    (found,) = classed(step, f"jb-cell--{key}")
    return found


# Structure


def test_stages_are_sections_steps_are_articles_each_with_its_heading_in_the_order_of_the_story():
    root = drawn(
        make_stage("Look", make_step("Finds"), make_step("Reads")), make_stage("Order", make_step("Buys"))
    )
    order = [element.get("id") for element in root.xpath(".//section | .//article")]
    assert order == ["m-one--s-look", "m-one--t-finds", "m-one--t-reads", "m-one--s-order", "m-one--t-buys"]
    assert [words(each) for each in root.xpath(".//h2")] == ["Look", "Order"]
    assert [words(each) for each in root.xpath(".//h3")] == ["Finds", "Reads", "Buys"]
    for element in root.xpath(".//section | .//article"):
        assert root.xpath(f".//*[@id='{element.get('aria-labelledby')}']")


def test_columns_and_spans_are_classes():
    root = drawn(make_stage("Look", make_step("Finds"), make_step("Reads")), make_stage("Order"))
    assert [each.get("class") for each in root.xpath(".//section")] == [
        "jb-stage jb-col-2 jb-span-2",
        "jb-stage jb-col-4 jb-span-1",
    ]
    assert [each.get("class") for each in root.xpath(".//article")] == [
        "jb-step jb-col-1",
        "jb-step jb-col-2",
    ]
    assert "jb-cols-3" in classed(root, "jb-map__scroller")[0].get("class").split()


def test_headings_stand_at_the_level_that_the_page_asks_for():
    root = drawn(make_stage("Look", make_step("Finds")), options={"level": 3})
    assert words(root.xpath(".//h3")[0]) == "Look"
    assert words(root.xpath(".//h4")[0]) == "Finds"


def test_every_row_has_one_title_and_the_grid_as_many_rows_as_it_needs():
    root = drawn(
        make_stage("Look", make_step("Finds", action="Acts", emotion=1, pains="Hurts"), phase="Before")
    )
    titles = [words(each) for each in classed(root, "jb-lane")]
    assert titles == ["", "Actions", "Emotion", "Pains"]
    assert "jb-rows-6" in classed(root, "jb-grid")[0].get("class").split()


def test_a_map_of_stages_alone_has_no_row_for_step_titles():
    root = drawn(make_stage("Look", action="Looks"), make_stage("Order", action="Buys"))
    assert "jb-rows-2" in classed(root, "jb-grid")[0].get("class").split()
    assert words(classed(cell(root, "m-one--s-order", "action"), "jb-cell__content")[0]) == "Buys"


def test_each_cell_says_its_lane_for_readers_without_a_grid():
    root = drawn(make_stage("Look", make_step("Finds", action="Acts")))
    assert words(classed(cell(root, "m-one--t-finds", "action"), "jb-cell__label")[0]) == "Actions"


def test_what_a_stage_says_stands_across_its_steps():
    root = drawn(make_stage("Look", make_step("Finds"), make_step("Reads"), pains="Slow"))
    (found,) = classed(root, "jb-cell--wide")
    assert "Slow" in words(found)
    assert found.getparent().get("id") == "m-one--s-look"


def test_what_the_whole_map_says_stands_across_the_grid():
    root = drawn(make_stage("Look"), lanes={"policy": "Always"})
    (found,) = classed(root, "jb-cell--map")
    assert "Always" in words(found)


def test_phases_stand_above_their_stages():
    root = drawn(
        make_stage("A", phase="Before"), make_stage("B", phase="Before"), make_stage("C", phase="After")
    )
    assert [(words(each), each.get("class")) for each in classed(root, "jb-phase")] == [
        ("Before", "jb-phase jb-row-1 jb-col-2 jb-span-2"),
        ("After", "jb-phase jb-row-1 jb-col-4 jb-span-1"),
    ]


def test_a_map_without_stages_says_so():
    journey = make_journey("m-one").model_copy(update={"stages": ()})
    view = compose(journey, make_library(journey))
    assert "no stages yet" in draw_grid(view, lambda _: None, str)
    assert draw_table(view, lambda _: None, str) == ""


def test_a_map_too_long_for_a_grid_is_shown_as_cards():
    steps = [make_step(f"s{at}") for at in range(COLUMNS + 1)]
    root = drawn(make_stage("A", *steps))
    assert "jb-map--cards" in root.get("class").split()
    assert len(root.xpath(".//article")) == COLUMNS + 1


def test_long_stage_titles_give_up_the_second_sticky_row():
    assert "jb-map--loose" in drawn(make_stage("A name that takes more than a line")).get("class")
    assert "jb-map--loose" not in drawn(make_stage("Order")).get("class")


# Cells


def test_a_pain_says_how_bad_it_is_in_dots_and_words():
    root = drawn(make_stage("A", make_step("X", pains=[{"text": "Slow", "severity": 2}, "Odd"])))
    first, second = classed(cell(root, "m-one--t-x", "pains"), "jb-tag--pain")
    assert words(classed(first, "jb-cell-severity")[0]) == "●●○ it costs us trust"
    assert not classed(second, "jb-cell-severity")


def test_a_claim_without_evidence_is_marked_as_assumed():
    root = drawn(make_stage("A", make_step("X", pains="Slow"), make_step("Y", pains="Odd", evidence=["e"])))
    assert "jb-is-assumed" in classed(cell(root, "m-one--t-x", "pains"), "jb-tag")[0].get("class")
    assert "jb-is-assumed" not in classed(cell(root, "m-one--t-y", "pains"), "jb-tag")[0].get("class")
    assert "Assumed" in words(classed(root, "jb-legend")[0])


def test_a_map_that_assumes_nothing_has_no_such_sign_in_its_legend():
    root = drawn(make_stage("A", make_step("X", pains="Slow", emotion=1, evidence=["e"])))
    assert "Assumed" not in words(classed(root, "jb-map__bar")[0])


def test_thoughts_stand_in_quotation_marks_and_quotes_name_their_speaker():
    ana = make_persona("p-ana", title="Ana")
    root = drawn(
        make_stage("A", make_step("X", thought="Why", quotes=[{"text": "Oh", "persona": "p-ana"}])),
        personas=[ana],
    )
    assert words(classed(cell(root, "m-one--t-x", "thought"), "jb-cell__content")[0]) == "“Why”"
    quote = cell(root, "m-one--t-x", "quotes")
    assert quote.xpath(".//cite//a/@href") == ["../../personas/p-ana/"]


def test_text_fields_render_inline_markdown_and_links():
    ana = make_persona("p-ana", title="Ana")
    root = drawn(make_stage("A", make_step("X", action="Calls **twice** with [[p-ana]]")), personas=[ana])
    found = cell(root, "m-one--t-x", "action")
    assert words(found.xpath(".//strong")[0]) == "twice"
    assert found.xpath(".//a/@href") == ["../../personas/p-ana/"]


def test_a_channel_is_a_chip_that_leads_to_its_page_with_the_touchpoint_below():
    root = drawn(
        make_stage("A", make_step("X", channel="web", touchpoint="Order form")),
        vocabulary={"channels": {"web": "Website"}},
    )
    found = cell(root, "m-one--t-x", "channel")
    (chip,) = classed(found, "jb-chip")
    assert (chip.tag, chip.get("href"), words(chip)) == ("a", "../../channels/web/", "Website")
    assert words(classed(found, "jb-cell-note")[0]) == "Order form"


def test_a_thing_without_a_page_is_plain_text():
    root = drawn(make_stage("A", make_step("X", channel="nowhere")))
    (chip,) = classed(cell(root, "m-one--t-x", "channel"), "jb-chip")
    assert chip.tag == "span"


def test_a_branch_leads_to_its_step():
    root = drawn(make_stage("A", make_step("X", next=[{"step": "y", "when": "it rains"}]), make_step("Y")))
    found = cell(root, "m-one--t-x", "next")
    assert found.xpath(".//a/@href") == ["../../journeys/m-one/#m-one--t-y"]
    assert "it rains" in words(found)


def test_a_time_of_day_can_be_read_by_machines_and_a_duration_is_left_in_words():
    root = drawn(
        make_stage("A", make_step("X", at="06:40"), make_step("Y", duration="9 days")), type="day-in-the-life"
    )
    assert cell(root, "m-one--t-x", "time").xpath(".//time/@datetime") == ["06:40"]
    assert not cell(root, "m-one--t-y", "time").xpath(".//time")


# The blueprint


def test_a_blueprint_has_its_lines_its_zones_and_its_boxes():
    fields = {"action": "A", "frontstage": "F", "backstage": "B", "support": "S", "physical_evidence": "E"}
    root = drawn(make_stage("A", make_step("X", **fields)), type="service-blueprint")
    assert [words(each) for each in classed(root, "jb-blueprint-line")] == [
        "Line of interaction",
        "Line of visibility",
        "Line of internal interaction",
    ]
    assert len(classed(root, "jb-cell--box")) == 4
    assert "jb-zone--evidence" in cell(root, "m-one--t-x", "physical_evidence").get("class")


def test_an_arrow_crosses_a_line_only_where_something_stands_above():
    root = drawn(
        make_stage("A", make_step("X", action="A", frontstage="F"), make_step("Y", frontstage="F")),
        type="service-blueprint",
    )
    assert "jb-cell--arrow-up" in cell(root, "m-one--t-x", "frontstage").get("class").split()
    assert "jb-cell--arrow-up" not in cell(root, "m-one--t-y", "frontstage").get("class").split()


# The curve


def test_the_curve_is_ink_alone_and_said_in_words():
    root = drawn(make_stage("A", make_step("X", emotion=-1), make_step("Y", emotion=2)))
    (box,) = classed(root, "jb-curve-box")
    assert box.get("role") == "img"
    assert box.get("aria-label").startswith("Lowest at X")
    assert not words(box)
    (ink,) = classed(box, "jb-curve")
    assert ink.get("preserveaspectratio") == "none"
    assert ink.get("viewbox") == "0 0 100 100"


def test_a_face_stands_where_the_curve_passes():
    root = drawn(
        make_stage("A", make_step("X", emotion=-2, evidence=["e"]), make_step("Y", emotion=2, evidence=["e"]))
    )
    (line,) = classed(root, "jb-curve__line")
    assert line.get("d").startswith("M25,82C")
    assert line.get("d").endswith(" 75,18")
    faces = classed(root, "jb-point")
    assert [{"jb-y-82", "jb-y-18", "jb-x-50"} & set(face.get("class").split()) for face in faces] == [
        {"jb-y-82", "jb-x-50"},
        {"jb-y-18", "jb-x-50"},
    ]


def test_a_face_says_word_and_number_and_opens_the_card():
    root = drawn(make_stage("A", make_step("X", emotion=-1.7, moment_of_truth=True)))
    (face,) = classed(root, "jb-point")
    assert words(face) == "Very frustrated −1.7, moment of truth, details of X"
    (card,) = root.xpath(f".//*[@id='{face.get('popovertarget')}']")
    assert card.get("popover") is not None
    assert "jb-point--truth" in face.get("class").split()


def test_a_moment_of_truth_without_a_face_is_marked_at_its_title():
    root = drawn(make_stage("A", make_step("X", moment_of_truth=True)))
    assert "moment of truth" in words(classed(root, "jb-step__heading")[0])


def test_a_gap_breaks_the_line():
    root = drawn(
        make_stage("A", *(make_step(f"s{at}", emotion=level) for at, level in enumerate((1, 2, None, -1, 0))))
    )
    assert len(classed(root, "jb-curve__line")) == 2


def test_what_is_assumed_is_dashed_and_the_rest_is_not():
    steps = [make_step(f"s{at}", emotion=1, evidence=["e"] if at < 3 else []) for at in range(4)]
    lines = classed(drawn(make_stage("A", *steps)), "jb-curve__line")
    assert ["jb-is-assumed" in line.get("class").split() for line in lines] == [False, True]


def test_each_persona_has_a_line_a_key_and_its_values_in_words():
    ana, bo = make_persona("p-ana", title="Ana"), make_persona("p-bo", title="Bo")
    steps = [make_step(f"s{at}", emotion={"p-ana": 1 - at, "p-bo": -1}) for at in range(2)]
    root = drawn(make_stage("A", *steps), personas=[ana, bo])
    assert [words(each) for each in classed(root, "jb-switch")[:2]] == ["Ana", "Bo"]
    assert len(classed(root, "jb-series-1")) == 1 + 2  # a line and two marks
    assert words(classed(root, "jb-dot")[0]) == "Bo: Frustrated −1"


def test_one_curve_needs_no_switch():
    root = drawn(make_stage("A", make_step("X", emotion=1)))
    assert not classed(root, "jb-shows-curve-0")


def test_a_feeling_that_changes_has_two_faces_beside_each_other():
    root = drawn(make_stage("A", make_step("X", emotion=-1, emotion_end=1)))
    places = [re.search(r" jb-x-(\d+) ", face.get("class"))[1] for face in classed(root, "jb-point")]
    assert places == ["28", "72"]


def test_a_word_too_long_for_a_column_gives_way_to_its_number():
    scale = {"words": {0: "incomprehensibilities"}}
    root = drawn(make_stage("A", make_step("X", emotion=0)), vocabulary={"emotion_scale": scale})
    assert "jb-point--long" in classed(root, "jb-point")[0].get("class").split()


# Cards, prose, tools


def test_every_step_has_a_card_with_what_the_grid_does_not_show_and_no_heading():
    fields = {
        "action": "Acts",
        "pains": "Hurts",
        "emotion": 1,
        "narrative": "# Long\n\nstory",
        "evidence": ["e"],
    }
    root = drawn(make_stage("A", make_step("X", **fields)))
    (card,) = root.xpath(".//*[@id='m-one--t-x--card']")
    for word in ("Stage 1: A", "Pleased", "+1", "Long", "story", "Evidence"):
        assert word in words(card)
    # The script copies the cells of a step onto its card when it opens.
    assert not any(word in words(card) for word in ("Acts", "Hurts"))
    (step,) = root.xpath(".//*[@id='m-one--t-x']")
    assert [words(cell[0]) for cell in step.xpath("./*[contains(@class, 'jb-cell ')]")] == [
        "Actions",
        "Emotion",
        "Pains",
    ]
    assert not card.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")
    assert card.get("data-search-exclude") is not None


def test_a_map_has_the_buttons_from_card_to_card_once_and_only_where_there_are_several():
    root = drawn(make_stage("A", make_step("X"), make_step("Y"), make_step("Z")))
    (template,) = classed(root, "jb-step-card-turns")
    assert [each.get("aria-label") for each in template] == ["Previous", "Next"]
    assert not classed(drawn(make_stage("A", make_step("X"))), "jb-step-card-turns")


def test_the_prose_of_stages_and_steps_follows_the_map():
    root = drawn(make_stage("A", make_step("X", narrative="Of the *step*"), narrative="Of the stage"))
    (section,) = classed(root, "jb-stories")
    assert [words(each) for each in section.xpath(".//h3")] == ["A", "X"]
    assert "Of the step" in words(section)


def test_a_map_without_prose_has_no_empty_section():
    assert not classed(drawn(make_stage("A", make_step("X"))), "jb-stories")


def test_a_map_inside_prose_carries_no_ids_but_those_of_its_shapes():
    root = drawn(make_stage("A", make_step("X", emotion=1, narrative="Story")), options={"compact": True})
    assert all(
        each.startswith(("m-one-g", "m-one-c", "m-one--i-", "m-one--f-")) for each in root.xpath(".//@id")
    )
    assert not classed(root, "jb-step-card")
    assert not classed(root, "jb-map__tools")
    assert not classed(root, "jb-stories")


def test_lanes_can_be_hidden_one_by_one():
    root = drawn(make_stage("A", make_step("X", action="Acts", pains="Hurts")))
    menu = classed(root, "jb-lane-menu")[0]
    assert [words(each) for each in menu.xpath(".//label")] == ["Actions", "Pains"]
    switches = [each.get("class") for each in menu.xpath(".//input")]
    rows = [re.search(r" jb-row-(\d+)", each.get("class"))[1] for each in classed(root, "jb-lane")[1:]]
    assert switches == [f"jb-shows-lane-{row}" for row in rows]


def test_lanes_can_be_chosen_together():
    root = drawn(make_stage("A", make_step("X", action="Acts", pains="Hurts", emotion=-1, backstage="Works")))
    presets = {each.get("data-lanes"): each.get("data-keys") for each in root.xpath(".//*[@data-lanes]")}
    assert presets == {
        "story": "action emotion",
        "pains": "emotion pains",
        "blueprint": "action backstage",
        "numbers": "emotion",
        "all": "*",
        "none": "",
    }
    known = set(LANES)
    assert all(keys <= known for _name, _title, keys in LANE_PRESETS)


def test_a_map_from_right_to_left_says_its_language_and_direction():
    root = drawn(make_stage("الطلب", id="order"), language="ar")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


# Safety and steadiness


HOSTILE = '<script>alert(1)</script>" onload="x" style="y'


def test_an_authors_words_never_become_markup():
    fields = dict.fromkeys(
        (
            "action",
            "thought",
            "need",
            "pains",
            "gains",
            "opportunities",
            "risks",
            "feeling",
            "quotes",
            "touchpoint",
            "duration",
        ),
        HOSTILE,
    )
    root = drawn(
        make_stage("A", make_step("X", **fields, narrative=HOSTILE), goal=HOSTILE, phase=HOSTILE).model_copy(
            update={"title": HOSTILE}
        ),
        lanes={"odd": HOSTILE},
    )
    assert not root.xpath(".//script")
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    assert HOSTILE in words(classed(root, "jb-stage__heading")[0])


@pytest.mark.parametrize(
    "kind", ["current-state", "service-blueprint", "day-in-the-life", "emotional-journey"]
)
def test_the_same_map_gives_the_same_bytes(kind):
    journey = make_journey(
        "m-one", make_stage("A", make_step("X", action="Acts", emotion=1, at="10:00")), type=kind
    )
    library = make_library(journey)
    view = compose(journey, library)
    assert draw_grid(view, lambda _: None, library.title) == draw_grid(view, lambda _: None, library.title)


def test_every_shape_that_is_referred_to_is_there_once():
    root = drawn(
        make_stage("A", make_step("X", emotion=1, pains="Hurts", channel="web", moment_of_truth=True))
    )
    ids = root.xpath(".//symbol/@id")
    assert len(ids) == len(set(ids))
    assert {each.removeprefix("#") for each in (use.get("xlink:href") for use in root.iter("use"))} == set(
        ids
    )


# The table


def table(*stages, **fields):
    journey = make_journey("m-one", *stages, **fields)
    library = make_library(journey)
    return html.fragment_fromstring(draw_table(compose(journey, library), lambda _: None, library.title))


def test_the_table_has_the_maps_rows_and_columns_with_their_scopes():
    root = table(
        make_stage("Look", make_step("Finds", action="Acts"), make_step("Reads"), pains="Slow"),
        make_stage("Order", action="Buys"),
    )
    head = [
        (each.get("scope"), each.get("colspan"), each.get("rowspan"), words(each))
        for each in root.xpath(".//thead//th")
    ]
    assert head == [
        ("col", None, "2", "Lane"),
        ("colgroup", "2", None, "Look"),
        ("col", None, "2", "Order"),
        ("col", None, None, "Finds"),
        ("col", None, None, "Reads"),
    ]
    rows = [[words(each) for each in row.xpath("./th|./td")] for row in root.xpath(".//tbody/tr")]
    assert rows == [["Actions", "Acts", "", "Buys"], ["Pains", "Slow (assumed)", ""]]
    assert root.get("data-search-exclude") is not None


def test_every_row_of_the_table_is_as_wide_as_the_map():
    root = table(
        make_stage("A", make_step("X", emotion={"p-a": 1, "p-b": 2}), make_step("Y"), goal="G"),
        make_stage("B", make_step("Z", emotion=1, emotion_end=-1), emotion=1),
        make_stage("C", make_step("U"), make_step("V"), emotion=-1),
        type="service-blueprint",
    )
    for row in root.xpath(".//tbody/tr"):
        assert sum(int(each.get("colspan", 1)) for each in row.xpath("./th|./td")) == 1 + 5


def test_the_table_tells_every_feeling_by_persona():
    root = table(make_stage("A", make_step("X", emotion={"p-a": 1, "p-b": -2}, emotion_end={"p-a": 0})))
    assert [[words(each) for each in row] for row in root.xpath(".//tbody/tr")] == [
        ["Emotion, p-a", "pleased +1, then neutral 0 (assumed)"],
        ["Emotion, p-b", "very frustrated −2 (assumed)"],
    ]
