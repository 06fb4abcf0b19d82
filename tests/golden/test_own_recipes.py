"""This repository's own recipes are what the templates give, so they are tried on the demonstration portal.

`UPDATE_GOLDEN=1 pytest tests/golden/test_own_recipes.py` writes them anew; read the difference before it is committed.
"""

from __future__ import annotations

import os

import pytest

from journeybook.scaffold.answers import OWN
from journeybook.scaffold.portal_files import Piece, planned
from journeybook.scaffold.portal_parts import Part
from places import ROOT

PIECES = planned([Part.PRE_COMMIT, Part.GITHUB, Part.GITLAB], OWN)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.path)
def test_a_recipe_of_this_repository_is_what_its_template_gives(piece: Piece) -> None:
    own = ROOT / piece.path
    if os.environ.get("UPDATE_GOLDEN"):
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(piece.text, encoding="utf-8", newline="\n")
    assert own.read_text("utf-8") == piece.text


def test_no_recipe_lies_here_that_portals_do_not_get() -> None:
    folders = (".github/workflows", ".github/ISSUE_TEMPLATE", ".gitlab/issue_templates")
    there = {f"{folder}/{each.name}" for folder in folders for each in (ROOT / folder).iterdir()}
    assert there <= {each.path for each in PIECES}
