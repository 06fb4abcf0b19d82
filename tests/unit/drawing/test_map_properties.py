"""Whatever a map holds: cells stay in range and apart, every text stands where it belongs, markup stays clean."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from factories import make_library
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import Lane
from journeybook.library.objects import Kind
from journeybook.model.journey import Journey, MapType

TEXTS = (
    *(
        "action",
        "thought",
        "need",
        "system_response",
        "frontstage",
        "backstage",
        "support",
        "physical_evidence",
    ),
    *("risks", "feeling", "quotes", "pains", "gains", "opportunities"),
)
ODD = (
    "",
    " <script>",
    " & \"'",
    " **",
    " [[nobody]]",
    " الموعد",
    " 料金",
    " 👩‍👩‍👧",
    " " + "x" * 300,
    " `",
    " </div>",
)
PERSONAS = ("p-a", "p-b", "p-c")
levels = st.one_of(
    st.none(),
    st.integers(-3, 3).map(float),
    st.dictionaries(st.sampled_from(PERSONAS), st.integers(-2, 2).map(float), min_size=1),
)


@st.composite
def maps(draw) -> tuple[Journey, list[tuple[str, str, str]]]:
    """A map, and of each of its texts the token in it, the anchor where it belongs and its lane."""
    tokens = (f"tok{number}q" for number in count())
    told: list[tuple[str, str, str]] = []

    def moment(key: str, anchor: str) -> dict[str, Any]:
        fields: dict[str, Any] = {"id": key, "title": f"Title of {key}"}
        for name in draw(st.lists(st.sampled_from(TEXTS), unique=True, max_size=5)):
            values = []
            for _ in range(draw(st.integers(1, 2))):
                token = next(tokens)
                told.append((token, anchor, name))
                values.append(token + draw(st.sampled_from(ODD)))
            fields[name] = values
        fields["emotion"] = draw(levels)
        fields["emotion_end"] = draw(levels)
        if draw(st.booleans()):
            fields |= {
                "moment_of_truth": True,
                "personas": [draw(st.sampled_from(PERSONAS))],
                "channel": "web",
            }
        if draw(st.booleans()):
            token = next(tokens)
            told.append((token, anchor, "custom"))
            fields |= {"lanes": {"policy": token}, "at": "10:00", "metrics": {"m": 1}, "evidence": ["e"]}
        return fields

    stages = []
    for at in range(draw(st.integers(0, 4))):
        stage = moment(f"s{at}", f"m--s-s{at}")
        stage["phase"] = draw(st.sampled_from((None, "One", "Two")))
        stage["steps"] = [moment(f"s{at}", f"m--t-s{at}")] if draw(st.booleans()) else []
        stage["steps"] += [moment(f"t{at}-{n}", f"m--t-t{at}-{n}") for n in range(draw(st.integers(0, 3)))]
        stages.append(stage)
    kind = draw(st.sampled_from(list(MapType)))
    journey = Journey.model_validate(
        {
            "id": "m",
            "title": "Map",
            "type": kind,
            "personas": PERSONAS[: draw(st.integers(0, 3))],
            "stages": stages,
        }
    )
    return journey, told


def draw_both(journey: Journey):
    library = make_library(
        journey,
        vocabulary={"lanes": {"policy": {"title": "Policy", "after": "action"}}, "channels": {"web": "Web"}},
    )
    view = compose(journey, library)
    known = {kind: library.ids(kind) for kind in Kind}
    grid = draw_grid(view, lambda ref: f"#{ref.id}", library.title, known=known)
    return view, html.fragment_fromstring(
        f"<div>{grid}{draw_table(view, lambda _: None, library.title)}</div>"
    )


# Drawing a map takes milliseconds, but the first example also starts the Markdown parser.
quietly = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@quietly
@given(maps())
def test_cells_of_a_lane_stay_inside_the_map_and_never_overlap(made):
    journey, _ = made
    view, _ = draw_both(journey)
    for lane in view.rows:
        if isinstance(lane, Lane):
            assert lane.cells
            end = 0
            for cell in lane.cells:
                assert cell.items
                assert cell.first >= end
                end = cell.first + cell.span
            assert end <= len(view.columns)
    assert sum(band.span for band in view.stages) == len(view.columns)


@quietly
@given(maps())
def test_points_stay_in_their_columns_and_run_forward(made):
    journey, _ = made
    view, _ = draw_both(journey)
    for curve in view.curve_row.curves if view.curve_row else ():
        places = [point.x for run in curve.runs for point in run]
        assert places == sorted(set(places))
        for point in (point for run in curve.runs for point in run):
            assert point.column <= point.x * len(view.columns) <= point.column + point.span
            assert 0 <= point.y <= 1


@quietly
@given(maps())
def test_every_text_stands_once_in_its_cell_from_which_the_script_copies_it_onto_the_card(made):
    journey, told = made
    _, root = draw_both(journey)
    for token, anchor, lane in told:
        cells = [
            cell
            for cell in root.xpath(f".//*[contains(concat(' ', @class, ' '), ' jb-cell--{lane} ')]")
            if re.search(rf"{token}(?!\d)", "".join(cell.itertext()))
        ]
        assert len(cells) == 1
        home = cells[0].xpath("ancestor::article | ancestor::section")[-1]
        assert home.get("id") == anchor
        for card in root.xpath(f".//*[@id='{anchor}--card']"):
            assert "".join(card.itertext()).count(token) == 0


@quietly
@given(maps())
def test_markup_has_unique_ids_no_script_and_nothing_that_points_nowhere(made):
    journey, _ = made
    _, root = draw_both(journey)
    ids = root.xpath(".//@id")
    assert len(ids) == len(set(ids))
    assert not root.xpath(".//script | .//style | .//*[@style]")
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
    for name in ("popovertarget", "aria-labelledby"):
        assert set(root.xpath(f".//@{name}")) <= set(ids)
    assert {each.removeprefix("#") for each in root.xpath(".//use/@href")} <= set(ids)


@quietly
@given(maps())
def test_positions_stay_on_the_grid(made):
    journey, _ = made
    view, root = draw_both(journey)
    rows = re.findall(r"rows-(\d+)", " ".join(root.xpath(".//@class")))
    if not view.columns:
        assert not rows
        return
    (height,) = rows
    for look in root.xpath(".//@class"):
        for name, most in (("r", int(height)), ("c", len(view.columns) + 1), ("y", 100), ("x", 100)):
            for number in re.findall(rf"(?:^| ){name}-(\d+)(?= |$)", look):
                assert int(number) <= most
    for band, section in zip(
        view.stages, root.xpath(".//section[contains(@class, 'jb-stage')]"), strict=True
    ):
        assert f"jb-col-{band.first + 2} jb-span-{band.span}" in section.get("class")


@quietly
@given(maps())
def test_every_row_of_the_table_is_as_wide_as_the_map_whatever_it_holds(made):
    journey, _ = made
    view, root = draw_both(journey)
    for row in root.xpath(".//tbody/tr"):
        assert sum(int(each.get("colspan", 1)) for each in row.xpath("./th|./td")) == len(view.columns) + 1
