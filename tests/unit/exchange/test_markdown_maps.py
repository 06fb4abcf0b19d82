"""Maps in Markdown pages, in the four forms that teams write."""

from __future__ import annotations

import pytest

from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.library.objects import Library

LANES_AS_ROWS = """\
# Buying a bike

Who it is about and why.

| Stage | Look | Buy |
|---|:---:|---|
| **Actions** | types<br>reads | pays |
| **Pain points** | too *many* | |
| **Emotion** | 😐 | 😍 |
| **Weather** | rain | sun |
"""

ROW_PER_STEP = """\
# Buying a bike

| Stage | Step | Actions | Thoughts |
|---|---|---|---|
| Look | Search | types | "Which one?" |
| Look | Compare | reads | |
| Buy | Pay | pays | "Done" |
"""

LABELLED_LISTS = """\
# Buying a bike

## Stage 1: Look

**Goal:** Find one that fits

- **Actions**: types and reads
- **Pain points**:
  - too many
  - no filter

## Stage 2: Buy

**Actions**

- pays
- waits

**Thoughts:** "Done"

## Notes

We asked nine people.
"""

PAIRS = """\
# Buying a bike

### Look

| Dimension | Detail |
|---|---|
| Touchpoints | Web shop |
| Actions | types |
| Pain points | slow |

### Buy

| Dimension | Detail |
|---|---|
| Actions | pays |
| Emotions | proud |
"""


def imported(text):
    plan = plan_import([SourceFile("page.md", text.encode())], Library(), has_vocabulary=False)
    assert [each.message for each in plan.findings if each.severity == "error"] == []
    return [made.journey for _, made in plan.maps], plan


@pytest.mark.parametrize("text", [LANES_AS_ROWS, LABELLED_LISTS, PAIRS, ROW_PER_STEP])
def test_each_form_gives_a_map_of_two_stages(text):
    (journey,), _ = imported(text)
    assert journey.title == "Buying a bike"
    assert [stage.title.removeprefix("Stage 1: ").removeprefix("Stage 2: ") for stage in journey.stages] == [
        "Look",
        "Buy",
    ]


def test_lanes_as_rows_keep_marks_and_break_items():
    (journey,), _ = imported(LANES_AS_ROWS)
    look, buy = journey.stages
    assert [phrase.text for phrase in look.action] == ["types", "reads"]
    assert look.pains[0].text == "too *many*"
    assert (look.emotion, buy.emotion) == (0, 2)
    assert look.lanes["weather"][0].text == "rain"


def test_a_row_per_step():
    (journey,), _ = imported(ROW_PER_STEP)
    assert [[step.title for step in stage.steps] for stage in journey.stages] == [
        ["Search", "Compare"],
        ["Pay"],
    ]
    assert journey.stages[0].steps[0].thought[0].text == '"Which one?"'


def test_labelled_lists_and_paragraphs():
    (journey,), plan = imported(LABELLED_LISTS)
    look, buy = journey.stages
    assert look.goal == "Find one that fits"
    assert [pain.text for pain in look.pains] == ["too many", "no filter"]
    assert [phrase.text for phrase in buy.action] == ["pays", "waits"]
    assert [phrase.text for phrase in journey.lanes["source-text"]] == ["Notes", "We asked nine people."]
    assert "a text has no label, or it cannot hold `Notes`" in [each.message for each in plan.findings]


def test_tables_of_two_columns():
    (journey,), _ = imported(PAIRS)
    look, buy = journey.stages
    assert (look.touchpoint, look.pains[0].text) == ("Web shop", "slow")
    assert buy.feeling == ("proud",)


def test_steps_are_headings_below_those_of_stages():
    (journey,), _ = imported(
        "# T\n## Look\nActions: a\n\nPains: b\n### Search\n- Actions: c\n- Needs: d\n## Buy\nActions: e\n\nPains: f\n"
    )
    assert [step.title for step in journey.stages[0].steps] == ["Search"]
    assert journey.stages[0].steps[0].need[0].text == "d"


def test_several_maps_of_a_page_are_several_maps():
    journeys, _ = imported(f"# All\n\n## One\n\n{PAIRS[16:]}\n\n## Two\n\n{PAIRS[16:]}")
    assert [journey.title for journey in journeys] == ["One", "Two"]


def test_headings_with_unlabelled_lists_are_a_guess():
    (journey,), plan = imported("# T\n## Look\n1. types\n2. reads\n## Buy\n1. pays\n2. waits\n")
    assert [phrase.text for phrase in journey.stages[0].action] == ["types", "reads"]
    assert not plan.sure


def test_sentences_about_people_are_no_personas():
    text = "Persona: She lives far away from the next town, has two children and no car, and buys online.\n\n"
    (journey,), plan = imported(LANES_AS_ROWS.replace("Who it is about and why.\n\n", text))
    assert journey.personas == ()
    assert "two children" in plan.files[0].text


def test_a_page_that_tells_of_no_journey_is_refused_and_a_diagram_is_preferred():
    plan = plan_import([SourceFile("a.md", b"# T\n\nOnly prose.\n")], Library(), has_vocabulary=False)
    assert [each.severity for each in plan.findings] == ["error"]
    page = f"{PAIRS}\n```mermaid\njourney\n  title Drawn\n  A: 3: Me\n```\n"
    (journey,), _ = imported(page)
    assert journey.title == "Drawn"


@pytest.mark.parametrize(
    "text", ["|" * 5_000, "#\n" * 3_000, "- " * 2_000, "| a |\n|---|\n", "```\nopen", "**" * 4_000]
)
def test_odd_pages_end_soon_and_raise_nothing(text):
    plan = plan_import([SourceFile("a.md", text.encode())], Library(), has_vocabulary=False)
    assert plan.findings


def whole_text(plan):
    return " ".join(file.text for file in plan.files)


def test_a_bold_line_with_nothing_behind_it_is_kept_as_text():
    page = LABELLED_LISTS.replace("**Goal:** Find one that fits", "**For riders who never owned a bike**")
    plan = plan_import([SourceFile("bike.md", page.encode())], Library(), has_vocabulary=False)
    assert "For riders who never owned a bike" in whole_text(plan)


def test_labelled_items_below_a_labelled_line_are_not_its_texts():
    page = """\
# Buying a bike

## Look

**Actor:** Ana

- **Way in:** the window of the shop
- **Actions:** looks
- **Thoughts:** "Nice"

## Buy

**Actor:** Ana

- **Way in:** the till
- **Actions:** pays
"""
    plan = plan_import([SourceFile("bike.md", page.encode())], Library(), has_vocabulary=False)
    made = plan.maps[0][1]
    assert [each.title for each in made.personas] == ["Ana"]
    assert [each.text for each in made.journey.stages[0].lanes["way-in"]] == ["the window of the shop"]


def test_a_sentence_with_labels_or_quotes_names_nobody():
    page = LABELLED_LISTS.replace(
        "**Goal:** Find one that fits", '**Actor:** P1/P2 · Intent: "Show me the price"'
    )
    plan = plan_import([SourceFile("bike.md", page.encode())], Library(), has_vocabulary=False)
    assert plan.maps[0][1].personas == ()
    assert "Show me the price" in whole_text(plan)


def test_a_heading_whose_label_is_a_guess_is_a_step_where_it_has_labels_of_its_own():
    page = """\
# Bikes

## Look

**Actions:** types

### Quote and answer

**Actions:** asks
**Thoughts:** "How much?"

## Buy

**Actions:** pays
**Thoughts:** "Done"
"""
    plan = plan_import([SourceFile("bike.md", page.encode())], Library(), has_vocabulary=False)
    assert [step.title for step in plan.maps[0][1].journey.stages[0].steps] == ["Quote and answer"]


def test_a_heading_that_is_a_field_keeps_what_is_labelled_below_it():
    page = """\
# Bikes

## Look

**Actions:** types

### Pain points

- **Filters:** there are none

## Buy

**Actions:** pays
**Thoughts:** "Done"
"""
    plan = plan_import([SourceFile("bike.md", page.encode())], Library(), has_vocabulary=False)
    assert [pain.text for pain in plan.maps[0][1].journey.stages[0].pains] == ["Filters: there are none"]
