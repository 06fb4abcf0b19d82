from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.cli.list_command import STATUSES
from journeybook.inventory.table_layout import columns
from journeybook.model.journey import Status
from journeybook.model.recommendation import RecommendationStatus

FILES = {
    "vocabulary.yml": (
        "teams: {billing: {title: Billing, contact: '#b'}, care: Care}\n"
        "channels: {web: Website}\nlanes: {policy: Policy}\n"
    ),
    "personas/ana.yml": "title: Ana Lima\nowner: care\n",
    "personas/bo.yml": "title: Bo\n",
    "evidence/calls.yml": "title: Calls\nkind: support-data\n",
    "journeys/join/pay.yml": (
        "title: Paying\nstatus: published\npersonas: [ana, bo]\nowner: billing\ntags: [money]\n"
        "stages:\n  - id: order\n    title: Order\n    steps:\n"
        "      - {id: look, title: Looks, emotion: {ana: 1, bo: -2}, channel: web}\n"
        "      - {id: wait, title: Waits}\n"
        "      - {id: pay, title: Pays, emotion: -2, emotion_end: 2, moment_of_truth: true,\n"
        "         pains: [{text: Twice, severity: 2, evidence: [calls, calls]}], lanes: {policy: x}}\n"
    ),
    "journeys/move.yml": "title: Moving\nnext: [pay]\n",
}


@pytest.fixture(autouse=True)
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, arguments)


def test_a_list_tells_things_apart_and_says_who_uses_them() -> None:
    assert run("list", "journeys").stdout == (
        "ID    TITLE   STATUS     OWNER    PERSONAS  STEPS  USED\n"
        "move  Moving  draft                         0      0\n"
        "pay   Paying  published  billing  ana, bo   3      1\n"
    )
    assert run("list", "team").stdout == (
        "ID       TITLE    CONTACT  USED\nbilling  Billing  #b       1\ncare     Care              1\n"
    )
    assert run("list", "tags").stdout == "ID     TITLE  DECLARED  USED\nmoney  money  no        1\n"


def test_without_a_kind_all_are_counted() -> None:
    counted = dict(line.split() for line in run("list").stdout.splitlines())
    assert (counted["journeys"], counted["personas"], counted["accounts"], counted["tags"]) == (
        "2",
        "2",
        "0",
        "1",
    )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["journeys", "--owner", "billing"], ["pay"]),
        (["journeys", "--persona", "bo"], ["pay"]),
        (["journeys", "--status", "draft"], ["move"]),
        (["journeys", "--channel", "web"], ["pay"]),
        (["journeys", "--tag", "money"], ["pay"]),
        (["journeys", "--section", "join"], ["pay"]),
        (["journeys", "--team", "billing", "--status", "draft"], []),
        (["personas", "--owner", "care"], ["ana"]),
        (["lanes"], ["policy"]),
    ],
)
def test_a_list_is_narrowed_down(arguments: list[str], ids: list[str]) -> None:
    assert run("list", *arguments, "--format", "ids").stdout.split() == ids
    assert [each["id"] for each in json.loads(run("list", *arguments, "--format", "json").stdout)] == ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "journies"], "did you mean `journeys`?"),
        (["list", "journeys", "--owner", "biling"], "there is no team `biling`; did you mean `billing`?"),
        (["list", "--owner", "billing"], "name a kind"),
        (["show", "anna"], "did you mean `ana` (Ana Lima)?"),
    ],
)
def test_a_slip_is_one_line_with_what_was_meant(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_nothing_found_is_said_beside_the_results() -> None:
    done = run("list", "journeys", "--status", "retired")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "There are no journeys that fit.\n")


def test_the_statuses_are_those_of_the_format() -> None:
    assert set(STATUSES) == {*(each.value for each in Status), *(each.value for each in RecommendationStatus)}


def test_columns_fit_a_terminal_wide_letters_count_twice() -> None:
    rows = [("a", "A very long title that nobody reads", "x"), ("b", "日本日本日本日本日本日本", "y")]
    lines = columns(("id", "title", "last"), rows, width=30, colour=False).splitlines()
    assert lines == [
        "ID  TITLE                 LAST",
        "a   A very long title t…  x",
        "b   日本日本日本日本日…   y",
    ]
    assert columns(("id",), [("a",)], width=4, colour=True).startswith("\x1b[2mID\x1b[0m\n")


def test_a_map_is_shown_with_its_curve_and_its_story() -> None:
    said = run("show", "pay").stdout
    assert said.startswith(
        "Paying\njourney:pay · maps/journeys/join/pay.yml\n\nStatus             published\n"
    )
    assert "Personas           Ana Lima (ana), Bo\n" in said
    # A gap where nobody felt anything; a step in which the feeling changes counts with its end.
    assert "Ana Lima  ▆ █  +1 to +2\nBo        ▁ █  −2 to +2\n" in said
    assert "Order (order)\n  Looks (look)  +1/−2, Website\n  Waits (wait)\n" in said
    assert "  Pays (pay)  −2/+2, 1 pain, moment of truth\n" in said
    assert said.endswith("Mentioned by 1 thing\n  journey:move  Moving: leads here\n")


def test_a_step_and_a_word_are_shown_too() -> None:
    step = run("show", "pay#pay").stdout
    assert "Pains              - Twice (severity 2; evidence Calls, Calls)\n" in step
    assert step.endswith("Nothing refers to it in a field.\n")
    assert "Mentioned by 1 thing\n  journey:pay  Paying: fills it\n" in run("show", "lane:policy").stdout
    assert "Contact            #b\n" in run("show", "team:billing").stdout
    assert "tag:money\n" in run("show", "money").stdout


def test_a_thing_as_data() -> None:
    data = json.loads(run("show", "pay", "--format", "json").stdout)
    assert data["curves"][1] == {"persona": "bo", "values": [-2, None, 2]}
    assert data["columns"] == ["look", "wait", "pay"]
    assert data["fields"]["personas"] == ["ana", "bo"]
    assert data["mentioned_by"] == [{"kind": "journey", "id": "move", "step": None, "field": "next"}]


def test_what_an_author_wrote_cannot_drive_a_terminal(portal: Path) -> None:
    (portal / "maps/personas/bo.yml").write_text('title: "Bo\\u202e"\nquote: "a\\u2028b"\n')
    for done in (run("list", "personas"), run("show", "persona:bo")):
        assert "\u202e" not in done.stdout
        assert "\u2028" not in done.stdout
