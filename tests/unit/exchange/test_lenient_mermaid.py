"""What Mermaid refuses and a person can read is imported with a warning."""

from __future__ import annotations

import pytest

from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.library.objects import Library


def imported(text):
    plan = plan_import([SourceFile("a.mmd", text.encode())], Library(), has_vocabulary=False)
    assert [each.message for each in plan.findings if each.severity == "error"] == []
    return plan.maps[0][1].journey, [each.message for each in plan.findings if each.severity == "warning"]


@pytest.mark.parametrize(
    ("line", "title", "emotion", "people"),
    [
        ("Boil", "Boil", None, ()),
        ("Boil:", "Boil", None, ()),
        ("Boil; then wait: 5: Cat", "Boil; then wait", 2, ("cat",)),
        ("Ticket #12: 1: Cat", "Ticket #12", -2, ("cat",)),
        ("Pour: into the cup: 4: Cat", "Pour: into the cup", 1, ("cat",)),
        (": 3: Cat", "Untitled", 0, ("cat",)),
        ("Boil：5：Cat", "Boil", 2, ("cat",)),
    ],
)
def test_a_task_that_mermaid_refuses_is_a_step(line, title, emotion, people):
    journey, warnings = imported(
        f"journey\n  section Kitchen\n    Fill: 3: Dog\n    {line}\n    Drink: 3: Dog\n"
    )
    steps = journey.stages[0].steps
    assert [step.title for step in steps] == ["Fill", title, "Drink"]
    assert (steps[1].emotion, steps[1].personas) == (emotion, people)
    assert warnings


def test_colons_in_titles_of_maps_and_sections_are_kept():
    journey, warnings = imported(
        "journey\n  title Tea: the whole story\n  section Part 1: boil\n    A: 3: Me\n"
    )
    assert journey.title == "Tea: the whole story"
    assert journey.stages[0].title == "Part 1: boil"
    assert warnings


def test_a_sound_diagram_gets_no_warning():
    assert imported("journey\n  title Tea\n  section Kitchen\n    Boil: 3: Cat\n")[1] == []


def test_a_fence_of_a_page_is_read_as_mermaid_reads_it():
    assert parse_mermaid("journey\n  Boil\n", "a.md")[0] is None
    assert parse_mermaid("journey\n  Boil\n", "a.md", lenient=True)[0] is not None
