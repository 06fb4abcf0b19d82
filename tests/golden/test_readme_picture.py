"""The README's ten lines, its picture and the file behind them say the same.

`UPDATE_GOLDEN=1 pytest tests/golden` draws the picture anew; open it before it is committed.
"""

from __future__ import annotations

import os
from dataclasses import replace

from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Library
from journeybook.model.vocabulary import Vocabulary
from journeybook.portal.portal import read_map
from places import ROOT

ASSETS = ROOT / "docs" / "assets"
WORDS = Vocabulary.model_validate({"channels": {"shop": "Shop", "at-home": "At home", "e-mail": "E-mail"}})


def test_the_readme_shows_the_ten_lines_as_they_are() -> None:
    lines = (ASSETS / "ten-lines.yml").read_text("utf-8")
    assert f"```yaml\n{lines}```" in (ROOT / "README.md").read_text("utf-8")
    assert lines.count("\n") == 10


def test_the_picture_is_the_one_that_the_ten_lines_become() -> None:
    text = (ASSETS / "ten-lines.yml").read_text("utf-8")
    journey, found = read_map(text, "ten-lines.yml", "ten-lines", markdown=False, vocabulary=WORDS)
    assert journey is not None
    assert not [each for each in found if each.severity == "error"]
    library = replace(Library(vocabulary=WORDS), journeys={journey.id: journey})
    drawn = draw_swimlane(compose(journey, library), library.title)
    file = ASSETS / "ten-lines.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")
