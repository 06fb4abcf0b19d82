from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.cli.new_questions import QUESTIONS
from journeybook.diagnostics import Severity
from journeybook.drafts.evidence_draft import EVIDENCE_KINDS
from journeybook.drafts.journey_questions import MAP_TYPES
from journeybook.drafts.metric_draft import DIRECTIONS, METRIC_KINDS
from journeybook.drafts.persona_draft import PERSONA_KINDS
from journeybook.kinds import KIND_FOLDERS
from journeybook.model.evidence import EvidenceKind
from journeybook.model.journey import MapType
from journeybook.model.metric import Better, MetricKind
from journeybook.model.persona import PersonaKind
from journeybook.portal.portal import read_portal


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "vocabulary.yml": "teams: {billing: Billing}\nchannels: {web: Website}\nareas: {care: Care}\n",
        "personas/amira.yml": "title: Amira Haddad\n",
        "journeys/moving.yml": "title: Moving house\nwas: [move]\nstages: [{id: plan, title: Plan}]\n",
        "metrics/nps.yml": "title: NPS\n",
        "evidence/calls.yml": "title: Calls\n",
    }.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["new", *arguments])


def errors(root: Path) -> list[str]:
    return [str(each) for each in read_portal(root).diagnostics if each.severity is Severity.ERROR]


def test_a_map_is_written_from_options_and_can_be_read(portal: Path) -> None:
    done = new(
        "journey", "--title", 'Moving in: "keys"', "--persona", "Amira Haddad", "--owner", "billing",
        "--stages", "Plan, Pack", "--stages", "Move", "--section", "join/online",
    )  # fmt: skip
    assert (done.exit_code, done.stdout) == (0, "wrote maps/journeys/join/online/moving-in-keys.yml\n")
    assert "journeybook check maps" in done.stderr
    made = read_portal(portal).library.journeys["moving-in-keys"]
    assert (made.title, made.personas, made.owner, made.section) == (
        'Moving in: "keys"', ("amira",), "billing", "join/online",
    )  # fmt: skip
    assert [(each.id, each.title) for each in made.stages] == [
        ("plan", "Plan"),
        ("pack", "Pack"),
        ("move", "Move"),
    ]
    assert errors(portal) == []


@pytest.mark.parametrize(
    ("kind", "type_"), [*((kind, "") for kind in QUESTIONS), *(("journey", type_) for type_ in MAP_TYPES)]
)
def test_every_draft_is_sound_as_it_is_and_with_all_that_its_comments_teach(
    portal: Path, kind: str, type_: str
) -> None:
    options = ["--type", type_] if type_ else []
    assert new(kind, "a-new-one", *options).exit_code == 0
    assert errors(portal) == []
    folder = next(name for name, each in KIND_FOLDERS.items() if each == kind)
    path = portal / "maps" / folder / "a-new-one.yml"
    bare = path.read_text()
    taught = re.sub(r"(?m)^(\s*)# (?=\s*(?:- )?[{a-z_]+[:\w]|\s+- )", r"\1", bare)
    assert taught != bare
    path.write_text(re.sub(r"(?m)^(?:A|An|Take|Below)\b.*\n", "", taught))
    found = [each for each in errors(portal) if "step" not in each]
    assert found == [], path.read_text()


@pytest.mark.parametrize("stages", ["Plan, Pack", ""])
def test_a_taught_stage_is_drawn_with_its_step(portal: Path, stages: str) -> None:
    assert new("journey", "m", "--stages", stages).exit_code == 0
    path = portal / "maps/journeys/m.yml"
    path.write_text(re.sub(r"(?m)^(\s*)# (?=\s*(?:- )?[a-z_]+:|\s+- )", r"\1", path.read_text()))
    step = read_portal(portal).library.journeys["m"].stages[0].steps[0]
    assert (step.emotion, step.channel, step.pains[0].evidence) == (-1, "web", ("calls",))


def test_the_markdown_form_holds_the_same(portal: Path) -> None:
    assert new("journey", "m", "--markdown", "--stages", "# Plan, Pack {#x}").exit_code == 0
    made = read_portal(portal).library.journeys["m"]
    assert [each.title for each in made.stages] == ["Plan", "Pack {#x}"]
    assert errors(portal) == []


def test_a_metric_gets_a_file_for_its_values(portal: Path) -> None:
    done = new("metric", "--title", "Routers back", "--unit", "%", "--target", "80")
    assert done.stdout == "wrote maps/metrics/routers-back.yml\nwrote maps/metrics/routers-back.csv\n"
    assert (portal / "maps/metrics/routers-back.csv").read_text() == "date,value,people,segment\n"
    assert read_portal(portal).library.metrics["routers-back"].unit == "%"


def test_stops_and_steps_are_understood_by_id(portal: Path) -> None:
    new("path", "p", "--reads", "amira, moving#plan, docs/a.md", "--for", "care")
    new("recommendation", "r", "--relevant", "moving#plan, Moving house")
    library = read_portal(portal).library
    assert [each.read for each in library.paths["p"].steps] == [
        "persona/amira",
        "journey/moving#plan",
        "docs/a.md",
    ]
    assert library.recommendations["r"].relevant == ("moving#plan", "moving")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["journey"], "a title is needed"),
        (["journey", "moving"], "there is maps/journeys/moving.yml already"),
        (["journey", "--title", "Moving"], "there is maps/journeys/moving.yml already"),
        (["journey", "move"], "`move` is a former id of `moving`"),
        (["journey", "No Id"], "`No Id` is no id"),
        (["journey", "con"], "the name `con` is taken by the system"),
        (["journey", "x", "--persona", "amria"], "did you mean `amira` (Amira Haddad)?"),
        (["journey", "x", "--owner", "zzzz"], "there is no team `zzzz`; there are `billing`"),
        (["journey", "x", "--type", "zzz"], "it is one of current-state"),
        (["journey", "x", "--section", "../y"], "a section is a folder"),
        (["evidence", "x", "--date", "1.2.2026"], "a date is written YYYY-MM-DD"),
        (["evidence", "x", "--people", "many"], "expected a whole number"),
        (["metric", "x", "--target", "1,5"], "a number is written 12 or 3.4"),
        (["path", "x", "--reads", "nowhere"], "there is no thing `nowhere`"),
        (["recommendation", "x", "--relevant", "moving#zzz"], "has no stage or step `zzz`"),
        (["persona", "--title", "a\x07b"], "the character U+0007 is not read in sources"),
    ],
)
def test_a_mistake_is_one_line_with_a_way_out(portal: Path, arguments: list[str], said: str) -> None:
    before = sorted(portal.rglob("*"))
    done = new(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(portal.rglob("*")) == before


def test_the_words_of_the_questions_are_those_of_the_format() -> None:
    for words, kind in (
        (MAP_TYPES, MapType), (PERSONA_KINDS, PersonaKind), (EVIDENCE_KINDS, EvidenceKind),
        (METRIC_KINDS, MetricKind), (DIRECTIONS, Better),
    ):  # fmt: skip
        assert set(words) == {each.value for each in kind}
    assert set(QUESTIONS) == {kind.value for kind in KIND_FOLDERS.values()}
    assert all(sum(each.asked for each in questions) <= 5 for questions in QUESTIONS.values())


def test_on_a_terminal_what_is_missing_is_asked_and_a_slip_is_asked_again(portal: Path) -> None:
    main, side = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from journeybook.cli import main; main()", "new", "journey"],
        cwd=portal, stdin=side, stdout=side, stderr=side, env={**os.environ, "NO_COLOR": "1", "TERM": "dumb"},
    ) as asked:  # fmt: skip
        os.close(side)
        said = ""
        for question, answer in (
            ("called", "Moving in"), ("Whose", "amria"), ("did you mean", ""), ("What does it show", ""),
            ("owns", "Billing"), ("stages", "Plan, Move"),
        ):  # fmt: skip
            said += read_until(main, question)
            os.write(main, f"{answer}\n".encode())
        said += read_until(main, "journeybook check")
        assert asked.wait(timeout=60) == 0
        os.close(main)
    assert "there is no persona `amria`; did you mean `amira` (Amira Haddad)?" in said
    made = read_portal(portal).library.journeys["moving-in"]
    assert (made.owner, made.personas, len(made.stages)) == ("billing", (), 2)


def read_until(terminal: int, word: str) -> str:
    said = ""
    end = time.monotonic() + 60
    while word not in said:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"waited for {word!r}, got {said!r}"
        said += os.read(terminal, 4096).decode("utf-8", "replace")
    return said


@pytest.mark.parametrize("linked", ["maps/journeys/join", "maps/journeys"])
def test_nothing_is_written_through_a_linked_section(portal: Path, linked: str, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    if (portal / linked).is_dir():
        (portal / linked).rename(outside / "there")
    (portal / linked).symlink_to(outside)
    done = new("journey", "signing-up", "--title", "Signing up", "--section", "join", "--no-input")
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{linked} is a symbolic link, which is not followed; nothing was written" in done.stderr
    assert not [each for each in outside.rglob("*") if each.name.startswith("signing-up")]


def test_a_linked_folder_of_maps_is_the_portal_s_own_choice(portal: Path, tmp_path_factory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "kept"
    (portal / "maps").rename(elsewhere)
    (portal / "maps").symlink_to(elsewhere)
    done = new("persona", "tom", "--title", "Tom", "--no-input", "--maps", str(portal / "maps"))
    assert done.exit_code == 0, done.output
    assert (elsewhere / "personas/tom.yml").is_file()
