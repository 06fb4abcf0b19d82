"""The standalone swimlane: every word of a map in it, nothing over anything else, nothing that a wiki would strip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.palette import DARK, LIGHT
from journeybook.drawing.swimlane.parts import Area, CurveStroke, IconMark, Part, Ring, TextBlock
from journeybook.drawing.swimlane.swimlane import Layout, draw_swimlane, draw_swimlanes, lay_out
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import CurveRow, Item, Lane, MapView, Rule
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.prose.rendering import plain_text
from journeybook.text.wrapping import clean, graphemes
from map_strategies import journeys, texts

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    *("svg", "title", "desc", "defs", "linearGradient", "stop", "g"),
    *("rect", "circle", "path", "text", "tspan"),
}
ATTRIBUTES = {
    *("viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "d", "id"),
    *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity"),
    *("font-family", "font-size", "font-weight", "font-style", "text-anchor", "transform", "role"),
    *("aria-labelledby", "offset", "stop-color", "gradientUnits"),
    "{http://www.w3.org/XML/1998/namespace}lang",
}

LIBRARY = make_library(
    personas=[make_persona("amira", title="Amira Haddad", role="Remote designer"), make_persona("tom")],
    vocabulary={"channels": {"e-mail": "E-mail"}, "teams": {"field": "Field engineering"}},
)


def journey(**fields: object) -> Journey:
    """A small map that uses most of what can be drawn."""
    wait = make_step(
        "Waits for a date",
        channel="e-mail",
        touchpoint="Order status mail",
        action=["Checks the inbox **daily**, calls support twice."],
        thought="Nobody can tell me when they are coming",
        emotion={"amira": -1.7, "tom": -0.4},
        moment_of_truth=True,
        pains=[
            {"text": "No date for nine days", "severity": 3, "evidence": ["interviews"]},
            "Support sees no order",
        ],
        opportunities=["Live order tracker"],
        frontstage="Status e-mails",
        backstage={"text": "Field dispatch plans the route", "team": "field"},
        support="Workforce planner",
        duration="9 days",
        at="10:20",
    )
    visit = make_step(
        "Technician visit",
        action="Shows the socket, makes coffee.",
        emotion={"amira": 1.8},
        frontstage="Technician at the door",
        backstage="Splice and line test",
        lanes={"policy": ["Deposit is kept after 14 days"]},
        quotes=[{"text": "He explained everything", "persona": "amira"}],
        at="12:00",
    )
    late = make_step("Gets the first bill", emotion={"amira": 0.3}, emotion_end={"amira": -1.1}, at="18:00")
    return make_journey(
        "switching",
        make_stage("Order", wait, phase="Getting it", goal="Have a date", metrics={"conversion": 0.21}),
        make_stage("Install", visit, phase="Getting it"),
        make_stage("Compare", phase="Having it", action=["Looks at **prices** again"]),
        make_stage("Live with it", late, phase="Having it"),
        **{
            "title": "Switching to fibre",
            "personas": ["amira", "tom"],
            "objective": "Online within a week.",
            **fields,
        },
    )


def view(**fields: object) -> MapView:
    return compose(journey(**fields), LIBRARY)


def title(ref: Ref) -> str:
    return f"source {ref.id}"


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def told(root: etree._Element) -> list[str]:
    """Each paragraph's text without what wrapping adds."""
    return [letters("".join(text.itertext())) for text in root.iter(f"{SVG}text")]


def inherited(element: etree._Element, name: str) -> str | None:
    """An attribute of the element, or of a group around it."""
    values = element.xpath(f"ancestor-or-self::*/@{name}")
    return str(values[-1]) if values else None


def letters(text: str) -> str:
    return re.sub("[\\s\u00ad\u200b\u200e\u2066\u2067\u2069\u202f-]", "", text)


def shown_items(drawn: MapView) -> Iterator[Item]:
    for row in drawn.rows:
        if isinstance(row, Lane):
            for cell in row.cells:
                yield from cell.items


def words_of(drawn: MapView) -> Iterator[str]:
    """Every text that a reader must find in the picture."""
    yield drawn.title
    yield from (plain_text(text) for text in (drawn.objective, drawn.summary) if text)
    for person in drawn.people:
        yield person.title
        yield person.role or ""
    yield from (phase.title for phase in drawn.phases)
    yield from (stage.title for stage in drawn.stages)
    yield from (column.title for column in drawn.columns)
    for row in drawn.rows:
        yield row.title
    for item in shown_items(drawn):
        yield plain_text(item.text)
        yield plain_text(item.note or "")
        yield plain_text(item.detail or "")
    row = drawn.curve_row
    if row:
        for point in (point for run in row.curves[0].runs for point in run):
            yield f"{point.word[:1].upper()}{point.word[1:]}{point.figure}"
        yield from (curve.title for curve in row.curves)
        yield from (word[:1].upper() + word[1:] for _, _, word in row.levels)


def overlap(one: Area, other: Area) -> bool:
    return (
        one.x < other.x + other.width - 0.02
        and other.x < one.x + one.width - 0.02
        and one.y < other.y + other.height - 0.02
        and other.y < one.y + one.height - 0.02
    )


def faults(layout: Layout) -> list[str]:
    """What lies over something else, outside its area or outside the picture."""
    found = [
        f"{one.name} over {other.name}" for one, other in combinations(layout.areas, 2) if overlap(one, other)
    ]
    for area in layout.areas:
        if (
            area.x < 0
            or area.y < 0
            or area.x + area.width > layout.width
            or area.y + area.height > layout.height
        ):
            found.append(f"{area.name} outside the picture")
        for part in area.parts:
            if (
                part.x < area.x - 0.02
                or part.y < area.y - 0.02
                or part.x + part.width > area.x + area.width + 0.02
                or part.y + part.height > area.y + area.height + 0.02
            ):
                found.append(
                    f"{type(part).__name__} {part[:4]} outside {area.name} {area.x, area.y, area.width, area.height}"
                )
            if isinstance(part, TextBlock) and part.widest > part.width + 0.02:
                found.append(f"words wider than their box: {part.lines}")
    found += [
        f"{part} outside the picture"
        for part in (*layout.ground, *layout.lines)
        if part.x < 0
        or part.y < 0
        or part.x + part.width > layout.width
        or part.y + part.height > layout.height
    ]
    return found


def crossings(area: Area) -> list[tuple[TextBlock, TextBlock]]:
    """Pairs of paragraphs of one area that lie over each other."""
    words = [part for part in area.parts if isinstance(part, TextBlock) and part.lines]
    return [
        (one, other)
        for one, other in combinations(words, 2)
        if one.x < other.x + other.width - 0.02
        and other.x < one.x + one.width - 0.02
        and one.y < other.y + other.height - 0.02
        and other.y < one.y + one.height - 0.02
    ]


@given(journeys(), texts(60))
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
def test_any_map_is_drawn_whole(drawn: Journey, name: str) -> None:
    library = make_library(personas=[make_persona(key, title=name, role=name) for key in drawn.personas[:2]])
    shown = compose(drawn, library)
    layout = lay_out(shown, title)
    assert faults(layout) == []
    assert [pair for area in layout.areas if area.name != "emotion" for pair in crossings(area)] == []
    svg = draw_swimlane(shown, title)
    root = parsed(svg)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
    assert {str(key) for element in root.iter() for key in element.attrib} <= ATTRIBUTES
    paragraphs = told(root)
    # A quotation is set in marks, which stand in the same paragraph.
    missing = [
        text for text in words_of(shown) if not any(letters(clean(text)) in each for each in paragraphs)
    ]
    assert missing == []
    assert draw_swimlane(compose(drawn, library), title) == svg


@pytest.mark.parametrize(
    "kind", ["current-state", "future-state", "day-in-the-life", "service-blueprint", "emotional-journey"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_type_of_map_is_drawn_whole(kind: str, language: str) -> None:
    drawn = view(type=kind, language=language)
    layout = lay_out(drawn, title)
    assert faults(layout) == []
    assert [pair for area in layout.areas for pair in crossings(area)] == []


def test_a_stage_without_steps_makes_a_map() -> None:
    drawn = compose(make_journey("m"), make_library())
    assert faults(lay_out(drawn, title)) == []
    assert letters("Order") in told(parsed(draw_swimlane(drawn, title)))


def test_a_map_without_stages_says_so() -> None:
    drawn = replace(view(), stages=(), columns=(), rows=(), phases=())
    assert letters("No stages yet") in told(parsed(draw_swimlane(drawn, title)))
    assert faults(lay_out(drawn, title)) == []


def test_twenty_stages_of_two_hundred_steps_are_drawn_whole() -> None:
    long = ("Checks the inbox daily, calls support twice, moves a working day. " * 7)[:400]
    stages = [
        make_stage(
            f"Stage {at}",
            *(
                make_step(
                    f"Step {at} {step}", action=long if step % 5 == 0 else "Acts.", emotion=(step % 5) - 2
                )
                for step in range(10)
            ),
        )
        for at in range(20)
    ]
    drawn = compose(make_journey("long", *stages), make_library())
    layout = lay_out(drawn, title)
    assert len(drawn.columns) == 200
    for area in layout.areas:
        assert area.x >= 0
        assert area.x + area.width <= layout.width
    heads = sorted((area for area in layout.areas if area.name == "step"), key=lambda area: area.x)
    assert len(heads) == 200
    assert all(one.x + one.width <= other.x for one, other in pairwise(heads))


def test_a_cell_grows_with_its_text_and_the_row_with_its_cells() -> None:
    short = compose(make_journey("m", make_stage("Order", make_step(action="Acts."))), make_library())
    long = compose(make_journey("m", make_stage("Order", make_step(action="Acts. " * 60))), make_library())
    heights = [
        next(area.height for area in lay_out(drawn, title).areas if area.name == "action")
        for drawn in (short, long)
    ]
    assert heights[1] > 2 * heights[0]


def test_a_ligature_wider_than_its_cell_is_set_smaller() -> None:
    drawn = compose(
        make_journey("m", make_stage("Order", make_step("Orders", action="﷽﷽", pains=["﷽"]))), make_library()
    )
    assert faults(lay_out(drawn, title)) == []


def test_a_right_to_left_map_is_mirrored() -> None:
    ltr, rtl = (lay_out(view(language=language), title) for language in ("en", "ar"))
    assert ltr.width == rtl.width
    xs = {}
    for language in ("en", "ar"):
        root = parsed(draw_swimlane(view(language=language), title))
        for text in root.iter(f"{SVG}text"):
            words = letters("".join(text.itertext()))
            if words in {"Order", "Livewithit", "Actions"}:
                xs[words, language] = float((text[0] if len(text) else text).get("x"))
    assert xs["Actions", "en"] < xs["Order", "en"] < xs["Livewithit", "en"]
    assert xs["Actions", "ar"] > xs["Order", "ar"] > xs["Livewithit", "ar"]


def test_right_to_left_lines_are_enclosed_and_anchored_at_their_end() -> None:
    words = "הלקוח משווה תוכניות בעמוד המחירים אך אינו בטוח אם ההנחה חלה על התוכנית השנתית"
    drawn = compose(
        make_journey("m", make_stage("Order", make_step(action=words, thought="Fine"))), make_library()
    )
    texts_by_words = {
        letters("".join(text.itertext())): text
        for text in parsed(draw_swimlane(drawn, title)).iter(f"{SVG}text")
    }
    hebrew = texts_by_words[letters(words)]
    assert inherited(hebrew, "text-anchor") == "end"
    assert len(hebrew) > 1
    for line in hebrew:
        assert line.text.startswith("\u2067")
        assert line.text.endswith("\u2069")
    assert inherited(texts_by_words["“Fine”"], "text-anchor") is None


def test_figures_keep_their_minus_in_front_in_a_right_to_left_map() -> None:
    words = {"emotion_scale": {"words": {-2: "מתוסכל", 0: "רגוע", 2: "מרוצה"}}}
    step = make_step(emotion=-1.7, metrics={"nps": -31})
    drawn = compose(
        make_journey("m", make_stage("Order", step), language="he"), make_library(vocabulary=words)
    )
    svg = draw_swimlane(drawn, title)
    assert "\u2066\u221231\u2069" in svg
    assert "\u200e\u22121.7" in svg


def test_markup_in_titles_is_shown_and_never_meant() -> None:
    nasty = "<script>\"&amp;'</script>"
    drawn = view(title=nasty, summary=nasty)
    root = parsed(draw_swimlane(drawn, title))
    assert root.findtext(f"{SVG}title") == nasty
    assert letters(nasty) in told(root)


def test_inline_markdown_becomes_weight_and_slant() -> None:
    step = make_step(action="All of **this** and *that* and `code` and [a link](https://a.example/)")
    root = parsed(draw_swimlane(compose(make_journey("m", make_stage("Order", step)), make_library()), title))
    assert [span.text for span in root.iter(f"{SVG}tspan") if span.get("font-weight") == "700"] == ["this"]
    assert [span.text for span in root.iter(f"{SVG}tspan") if span.get("font-style") == "italic"] == ["that"]
    assert letters("All of this and that and code and a link") in told(root)


def test_a_link_of_the_portal_is_shown_by_its_title() -> None:
    step = make_step(action="Meets [[persona:amira]]")
    drawn = compose(make_journey("m", make_stage("Order", step)), LIBRARY)
    known = {kind: LIBRARY.ids(kind) for kind in Kind}
    assert letters("Meets Amira Haddad") in told(parsed(draw_swimlane(drawn, title, known=known)))


def test_every_scheme_has_literal_colours_of_its_own() -> None:
    both = draw_swimlanes(view(), title)
    for scheme, colours in (("light", LIGHT), ("dark", DARK)):
        used = set(re.findall(r"#[0-9a-f]{6}", both[scheme]))
        assert used <= set(colours.values())
        assert colours["bg"] in used
        assert "var(" not in both[scheme]
        assert both[scheme] == draw_swimlane(view(), title, scheme)
    # Both may stand on one page without sharing an id.
    ids = [re.findall(r' id="([^"]+)"', svg) for svg in both.values()]
    assert not set(ids[0]) & set(ids[1])


def test_the_picture_says_what_it_is() -> None:
    drawn = view(summary="From the first dropped call.")
    root = parsed(draw_swimlane(drawn, title))
    named = {element.get("id"): element.text for element in root if element.get("id")}
    said = [named[key] for key in root.get("aria-labelledby").split()]
    assert said[0] == "Switching to fibre"
    assert "From the first dropped call." in said[1]
    assert "Stages: Order, Install, Compare, Live with it." in said[1]
    assert drawn.curve_row is not None
    assert drawn.curve_row.sentence in said[1]


def test_feelings_have_faces_words_and_figures_and_gaps_stay_gaps() -> None:
    drawn = view()
    root = parsed(draw_swimlane(drawn, title))
    faces = [group.findtext(f"{SVG}title") for group in root.iter(f"{SVG}g")]
    assert {"Very frustrated −1.7", "Delighted +1.8", "Neutral +0.3"} <= set(faces)
    layout = lay_out(drawn, title)
    sweeps = [part for area in layout.areas for part in area.parts if isinstance(part, CurveStroke)]
    # The stage between has no feeling: two points before it, two after.
    assert sorted(len(sweep.points) for sweep in sweeps) == [2, 2]


def test_moments_of_truth_are_marked_at_the_step_and_on_the_curve() -> None:
    layout = lay_out(view(), title)
    gems = [
        area.name
        for area in layout.areas
        for part in area.parts
        if isinstance(part, IconMark) and part.name == "diamond-stone"
    ]
    assert sorted(gems) == ["emotion", "key", "step"]


def test_a_blueprint_has_its_lines_and_arrows_between_boxes() -> None:
    drawn = view(type="service-blueprint")
    rules = [row.title for row in drawn.rows if isinstance(row, Rule)]
    layout = lay_out(drawn, title)
    assert [area.name for area in layout.areas].count("rule") == len(rules) == 3
    arrows = [part for part in layout.lines if type(part).__name__ == "Arrow"]
    # Two columns have boxes on both sides of the first two lines, one has support below.
    assert len(arrows) == 5
    boxes = [
        (area.x, part)
        for area in layout.areas
        for part in area.parts
        if type(part).__name__ == "Plate" and area.name == "backstage"
    ]
    for arrow in arrows:
        assert not any(
            part.y < arrow.y + arrow.height / 2 < part.y + part.height
            and part.x < arrow.x < part.x + part.width
            for _, part in boxes
        )


def test_a_day_has_an_axis_with_a_tick_at_each_time() -> None:
    layout = lay_out(view(type="day-in-the-life"), title)
    times = [area for area in layout.areas if area.name == "time"]
    ticks = [part for area in times for part in area.parts if isinstance(part, Ring)]
    assert len(ticks) == len(times) == 3
    assert len({tick.y for tick in ticks}) == 1


def test_sources_are_named_below() -> None:
    assert letters("Sources: source interviews") in told(parsed(draw_swimlane(view(), title)))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@given(word=texts(80))
@settings(max_examples=15, deadline=None)
def test_labels_of_the_curve_stay_in_their_lane(word: str, share: float) -> None:
    drawn = view(type="emotional-journey")
    row = drawn.curve_row
    assert row is not None
    curves = tuple(
        replace(
            curve,
            runs=tuple(tuple(point._replace(y=share, word=word) for point in run) for run in curve.runs),
        )
        for curve in row.curves
    )
    changed = replace(
        drawn,
        rows=tuple(
            replace(each, curves=curves) if isinstance(each, CurveRow) else each for each in drawn.rows
        ),
    )
    layout = lay_out(changed, title)
    assert faults(layout) == []
    emotion = next(area for area in layout.areas if area.name == "emotion")
    assert crossings(emotion) == []


def parts_named(layout: Layout, name: str) -> list[Part]:
    return [part for area in layout.areas if area.name == name for part in area.parts]


def test_a_text_of_graphemes_alone_is_kept() -> None:
    family = "👨‍👩‍👧‍👦" * 40
    drawn = compose(make_journey("m", make_stage("Order", make_step(action=family))), LIBRARY)
    lines = [
        line
        for part in parts_named(lay_out(drawn, title), "action")
        if isinstance(part, TextBlock)
        for line in part.lines
    ]
    assert all(set(graphemes("".join(piece.text for piece in line))) == {"👨‍👩‍👧‍👦"} for line in lines)
