from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.exporters.exporter import ExportError, ExportOptions
from journeybook.exporters.pptx_exporter import EXPORTER
from journeybook.model.recommendation import Recommendation
from journeybook.pages.portfolio import Portfolio


@pytest.fixture
def portfolio() -> Portfolio:
    steps = [
        make_step(
            f"Step {number}",
            emotion=value,
            pains=[{"text": f"Pain {number}", "severity": 2}] if value < 0 else [],
        )
        for number, value in enumerate((-1.5, -1, -0.5, 0.5, 1, 1.5), 1)
    ]
    steps[0] = steps[0].model_copy(update={"narrative": "Told at length."})
    journey = make_journey(
        "m",
        make_stage("First", *steps[:3]),
        make_stage("Then", *steps[3:]),
        personas=["ana"],
        objective="Fewer calls",
    )
    wish = Recommendation.model_validate({"id": "r", "title": "Answer sooner", "relevant": ["m#step-1"]})
    library = make_library(
        journey, make_journey("n"), personas=[make_persona("ana", title="Ana")], recommendations={"r": wish}
    )
    return Portfolio(library, "Portal")


def deck(portfolio: Portfolio, *keys: str, template: Path | None = None) -> Any:
    (file,) = EXPORTER.write(portfolio, keys, ExportOptions(template=template))
    (again,) = EXPORTER.write(portfolio, keys, ExportOptions(template=template))
    assert file.content == again.content
    return Presentation(io.BytesIO(file.content))


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs if paragraph.text)


def test_a_map_has_a_title_its_picture_its_moments_and_what_to_do(portfolio: Portfolio) -> None:
    title, picture, moments, measures = deck(portfolio, "m").slides
    assert list(texts(title)) == ["M", "Fewer calls", "Ana"]
    assert {"1 First", "2 Then", "Step 1", "Step 6", "• Pain 1"} <= set(texts(picture))
    told = list(texts(moments))
    worst = told[told.index("Worst moments") : told.index("Best moments")]
    assert [text for text in worst if text.startswith("Step")] == ["Step 1", "Step 2", "Step 3"]
    best = told[told.index("Best moments") :]
    assert [text for text in best if text.startswith("Step")] == ["Step 6", "Step 5", "Step 4"]
    assert "Pain 1" in worst
    assert "Answer sooner · proposed" in set(texts(measures))
    assert "Step 1: Told at length." in picture.notes_slide.notes_text_frame.text


def test_the_curve_is_a_line_with_a_point_for_each_feeling(portfolio: Portfolio) -> None:
    picture = deck(portfolio, "m").slides[1]
    lines = [shape for shape in picture.shapes if shape._element.find(".//{*}custGeom") is not None]
    longest = max(lines, key=lambda shape: len(list(shape._element.iter("{*}pt"))))
    assert len(list(longest._element.iter("{*}pt"))) == 6
    assert not [shape for shape in picture.shapes if shape.shape_type == 13], "no picture in it"


def test_everything_lies_on_the_slide(portfolio: Portfolio) -> None:
    show = deck(portfolio, "m", "n")
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_a_template_gives_size_and_master_and_loses_its_example_slides(
    portfolio: Portfolio, tmp_path: Path
) -> None:
    company = Presentation()
    company.slide_width, company.slide_height = Inches(10), Inches(7.5)
    company.slides.add_slide(company.slide_layouts[0]).shapes.title.text = "An example"
    company.core_properties.author = "The company"
    company.save(str(tmp_path / "company.pptx"))
    show = deck(portfolio, "m", template=tmp_path / "company.pptx")
    assert show.slide_width == Inches(10)
    assert show.core_properties.author == "The company"
    assert "An example" not in [text for slide in show.slides for text in texts(slide)]
    assert len(show.slides) == 4


def test_a_template_that_is_none_is_refused(portfolio: Portfolio, tmp_path: Path) -> None:
    (tmp_path / "no.pptx").write_text("no")
    with pytest.raises(ExportError, match="is no template of slides"):
        deck(portfolio, "m", template=tmp_path / "no.pptx")
