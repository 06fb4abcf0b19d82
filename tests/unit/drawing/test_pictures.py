from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.swimlane.swimlane import draw_swimlanes
from journeybook.drawing.view.compose import compose
from journeybook.kinds import Kind
from journeybook.library.images import ImageFile
from journeybook.library.objects import Library, Ref
from journeybook.pages.exports.map_export import draw_map_json
from journeybook.pages.exports.spreadsheet import draw_map_csv
from journeybook.pages.journey.journey_search import journey_record
from journeybook.pages.personas.persona import make_persona_page
from journeybook.pages.personas.persona_list import make_persona_list
from journeybook.pages.portfolio import Portfolio

IMAGE = {"src": "images/bill.png", "alt": "A *bill* over <71>", "caption": "Page one", "credit": "By us"}
SHOWN = {
    "journeys/help/images/bill.png": ImageFile(1_200, 900, "x", Path("bill.png")),
    "personas/ana.png": ImageFile(480, 480, "y", Path("ana.png")),
}


def library() -> Library:
    step = make_step("Reads", image=IMAGE, narrative="She reads it twice.")
    journey = make_journey("m-one", make_stage("Bill", step, make_step("Pays")), section="help")
    persona = make_persona("ana", image={"src": "ana.png", "alt": "Ana at a desk"})
    return make_library(journey, personas=[persona], images=SHOWN)


def grid(library: Library) -> str:
    view = compose(library.journeys["m-one"], library)
    return draw_grid(view, lambda _: None, library.title, to=lambda address: f"../../{address}")


def test_a_cell_shows_a_small_picture_and_the_card_a_large_one_with_its_words() -> None:
    drawn = grid(library())
    cell = (
        '<img class="jb-picture" src="../../images/journeys/help/images/bill.png.small.webp" '
        'alt="A *bill* over &lt;71&gt;" width="187" height="140" loading="lazy" decoding="async">'
    )
    assert 'jb-cell--image jb-textual jb-row-3"><span class="jb-cell__label">Pictures</span>' in drawn
    assert drawn.count(cell) == 1
    card = drawn[drawn.index('id="m-one--t-reads--card"') :]
    assert 'src="../../images/journeys/help/images/bill.png.webp"' in card
    assert 'width="560" height="420"' in card
    assert '<figcaption><span dir="auto">Page one</span> <span dir="auto">By us</span></figcaption>' in card
    story = drawn[drawn.index('<section class="jb-stories"') :]
    assert "bill.png.webp" in story


def test_a_stage_with_a_picture_has_a_card_that_shows_it() -> None:
    journey = make_journey(
        "m-one", make_stage("Bill", make_step("Reads"), make_step("Pays"), image=IMAGE), section="help"
    )
    drawn = grid(make_library(journey, images=SHOWN))
    assert "bill.png.webp" in drawn[drawn.index('id="m-one--s-bill--card"') :]


def test_a_picture_that_cannot_be_shown_is_told_in_words() -> None:
    shown = library()
    for each in (
        grid(replace(shown, images={})),
        draw_grid(compose(shown.journeys["m-one"], shown), lambda _: None, shown.title),
    ):
        assert "<img" not in each
        assert "A *bill* over &lt;71&gt;</p>" in each


def test_table_svg_search_and_spreadsheet_describe_it() -> None:
    shown = library()
    portfolio = Portfolio(shown, "P")
    view = compose(shown.journeys["m-one"], shown)
    assert "A *bill* over &lt;71&gt;</td>" in draw_table(view, lambda _: None, shown.title)
    svg = draw_swimlanes(view, shown.title, {})["light"]
    assert "A *bill* over &lt;71&gt;" in svg
    assert "<image" not in svg
    assert "Page one" in journey_record(portfolio, shown.journeys["m-one"]).body
    assert "images/bill.png" in draw_map_csv(portfolio, "m-one")


def test_programs_find_the_files_of_a_picture() -> None:
    (picture,) = json.loads(draw_map_json(Portfolio(library(), "P"), "m-one"))["pictures"]
    place = picture.pop("place")
    assert place["step"] == "reads"
    assert picture == {
        "path": "journeys/help/images/bill.png",
        "alt": IMAGE["alt"],
        "caption": "Page one",
        "credit": "By us",
        "address": "images/journeys/help/images/bill.png.webp",
        "width": 1200,
        "height": 900,
        "small": "images/journeys/help/images/bill.png.small.webp",
        "small_width": 373,
        "small_height": 280,
    }


def test_a_portrait_stands_on_the_page_of_a_persona_and_small_in_lists() -> None:
    portfolio = Portfolio(library(), "P")
    page = make_persona_page(portfolio, Ref(Kind.PERSONA, "ana")).body
    assert 'alt="Ana at a desk" width="420" height="420"' in page
    small = 'class="jb-avatar" src="../images/personas/ana.png.small.webp" alt=""'
    assert small in make_persona_list(portfolio).body
