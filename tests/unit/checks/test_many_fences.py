"""Fences in the texts of maps: a check draws none of them, and a file has a number of them that a page can hold."""

from __future__ import annotations

import pytest

from journeybook.fences import journey_fence
from journeybook.portal.portal import read_portal
from journeybook.sources.limits import SOURCE_FENCES
from small_portal import ORDERING, write


def portal(tmp_path, count, ref="other"):
    # A narrative holds 4,000 characters; there is one for the map and one for each step.
    fence = f"```journey\nref: {ref}\n```\n"
    steps = "".join(f"### S{at}\n\n{fence * 50}\n" for at in range(count // 50))
    text = f"# Ordering\n\n{fence * (count % 50)}\n## A\n\n{steps}"
    return read_portal(
        write(tmp_path, {"maps/journeys/many.md": f"---\ntitle: Many\n---\n{text}", "maps/journeys/other.yml": ORDERING.replace("personas: [amira]\n", "")})
    )  # fmt: skip


@pytest.fixture(autouse=True)
def undrawn(monkeypatch):
    def drawn(*_, **__):
        pytest.fail("a check draws a map")

    monkeypatch.setattr(journey_fence, "draw_grid", drawn)
    monkeypatch.setattr(journey_fence, "compose", drawn)


def test_a_check_finds_what_is_wrong_with_a_fence_and_draws_none(tmp_path):
    assert not [each for each in portal(tmp_path / "good", 3).diagnostics if each.code.startswith("JB90")]
    found = [each.code for each in portal(tmp_path / "bad", 3, "nothing").diagnostics]
    assert found.count("JB904") == 3


def test_more_fences_than_a_page_draws_are_told_at_the_first_of_them(tmp_path):
    assert not [each for each in portal(tmp_path / "good", SOURCE_FENCES).diagnostics if each.code == "JB905"]
    made = portal(tmp_path / "bad", SOURCE_FENCES + 2)
    (found,) = (each for each in made.diagnostics if each.code == "JB905")
    lines = made.texts["maps/journeys/many.md"].split("\n")
    assert lines[found.place.line - 1] == "```journey"
    before = lines[: found.place.line - 1]
    assert before.count("```journey") == SOURCE_FENCES
