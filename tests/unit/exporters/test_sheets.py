from __future__ import annotations

import io
import re
import zlib

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.exporters.exporter import ExportOptions
from journeybook.exporters.map_story import story_of
from journeybook.exporters.pdf_exporter import EXPORTER
from journeybook.exporters.pdf_fonts import pdf_fonts
from journeybook.exporters.pdf_page import PageBox, draw_svg
from journeybook.exporters.summary_sheet import HEIGHT, draw_summary
from journeybook.pages.portfolio import Portfolio


def portfolio(steps: int = 3, **fields: object) -> Portfolio:
    made = [
        make_step(
            f"Step {number}", emotion=(-1) ** number, pains=[f"Pain {number}"], opportunities=["Do it"] * 20
        )
        for number in range(1, steps + 1)
    ]
    half = len(made) // 2
    journey = make_journey("m", make_stage("One", *made[:half]), make_stage("Two", *made[half:]), **fields)
    return Portfolio(make_library(journey, personas=[make_persona("ana", title="Ana")]), "P")


def pdf(of: Portfolio) -> bytes:
    (file,) = EXPORTER.write(of, ["m"], ExportOptions())
    return file.content


def sheets(content: bytes) -> list[tuple[int, int]]:
    """The size of each page in points; a page that says nothing has that of all pages, A3."""
    pages = [
        block
        for block in re.findall(rb"obj\n<<(.*?)>>\nendobj", content, re.DOTALL)
        if b"/Type /Page\n" in block
    ]
    sizes = (re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", block) for block in pages)
    return [(round(float(size[1])), round(float(size[2]))) if size else (1191, 842) for size in sizes]


def streams(content: bytes) -> bytes:
    found = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    return b"\n".join(zlib.decompress(each) for each in found if each[:1] == b"\x78")


def test_a_small_map_is_a_sheet_of_a3_and_its_summary_one_of_a4() -> None:
    assert sheets(pdf(portfolio())) == [(1191, 842), (595, 842)]


def test_a_long_map_is_its_curve_then_its_stages_so_that_words_can_be_read() -> None:
    assert sheets(pdf(portfolio(24))) == [(1191, 842)] * 3 + [(595, 842)]


def test_the_same_map_gives_the_same_bytes_without_a_date_of_today() -> None:
    content = pdf(portfolio())
    assert content == pdf(portfolio())
    assert b"/CreationDate (D:19800101000000Z" in content
    other = pdf(portfolio(4))
    ids = [re.search(rb"/ID \[<(\w{32})><\1>\]", each) for each in (content, other)]
    assert ids[0]
    assert ids[1]
    assert ids[0][1] != ids[1][1]


def test_words_are_text_and_letters_that_the_font_lacks_make_a_picture() -> None:
    assert b"/Subtype /Image" not in pdf(portfolio(title="Москва, Ελλάδα"))
    assert pdf(portfolio(title="日本の旅")).count(b"/Subtype /Image") >= 1


def test_lines_whose_gradient_and_width_stand_at_their_group_are_drawn() -> None:
    from fpdf import FPDF

    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" width="10" height="10">'
        '<defs><linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="9">'
        '<stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient></defs>'
        '<g fill="none" stroke="url(#a) #123456" stroke-width="3.5"><path d="M0,0L9,9"/><path d="M0,9L9,0"/></g></svg>'
    )
    with pdf_fonts("") as fonts:
        document = FPDF(unit="pt")
        document.add_page()
        draw_svg(document, svg, PageBox(0, 0, 10, 10), fonts)
        content = bytes(document.output())
    drawn = streams(content)
    assert drawn.count(b"/Pattern CS") == 2
    assert content.count(b"/LW 3.5") >= 1
    assert drawn.count(b" gs") >= 2


def test_a_summary_never_runs_over_its_page_and_counts_what_is_left_out() -> None:
    of = portfolio(6)
    svg, _top = draw_summary(story_of(of, "m"), rtl=False)
    lowest = max(float(y) for y in re.findall(r' y="([0-9.]+)"', svg))
    assert lowest < HEIGHT
    shown = svg.count("• Do it")
    assert f">+ {len(story_of(of, 'm').measures) - shown}<" in svg


@pytest.mark.parametrize("text", ["plain", "Ω and я"])
def test_fonts_of_a_document_hold_its_letters_in_three_weights(text: str) -> None:
    with pdf_fonts(text) as fonts:
        assert {font.weight for font in fonts} == {400, 600, 700}
        assert set(text) <= set().union(*(font.letters for font in fonts)) | {" "}
        assert all(io.BytesIO(font.path.read_bytes()).read(4) == b"\x00\x01\x00\x00" for font in fonts)
