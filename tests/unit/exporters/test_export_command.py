from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from journeybook.cli import journeybook
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.exporters.export_formats import ExportFormat
from journeybook.exporters.exporter import exporter_of

FILES = {
    "vocabulary.yml": "channels: {web: Website}\nlanes: {policy: Policy}\n",
    "personas/ana.yml": "title: Ana Lima\n",
    "personas/bo.yml": "title: Bo\n",
    "journeys/pay.yml": (
        "title: Paying\npersonas: [ana, bo]\nsummary: A bill; and what follows\n"
        "stages:\n  - id: order\n    title: Order\n    goal: Know the price\n    steps:\n"
        "      - {id: look, title: 'Looks: twice', emotion: {ana: 1, bo: -2}, channel: web}\n"
        "      - {id: wait, title: Waits}\n"
        "  - id: settle\n    title: Settle\n    steps:\n"
        "      - {id: pay, title: Pays, emotion: -2, emotion_end: 2, moment_of_truth: true,\n"
        "         pains: [{text: Asked twice, severity: 2}], narrative: It took a while.}\n"
    ),
    "journeys/move.yml": "title: Moving\n",
    "journeys/old.yml": "title: Old\nstatus: retired\n",
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
    return CliRunner().invoke(journeybook, ["export", *arguments])


def texts_of(svg: str) -> list[str]:
    root = etree.fromstring(svg.encode())
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("format_", list(ExportFormat))
def test_each_format_writes_a_file_called_after_its_map_and_the_same_bytes_again(
    format_: ExportFormat, tmp_path: Path
) -> None:
    result = run(format_.value, "pay", "--out", "out")
    assert result.exit_code == 0, result.output
    name = f"pay{exporter_of(format_).ending}"
    assert result.stdout == f"wrote out/{name}\n"
    first = (tmp_path / "out" / name).read_bytes()
    assert run(format_.value, "pay", "--out", "out", "--force").exit_code == 0
    assert (tmp_path / "out" / name).read_bytes() == first


def test_without_ids_every_listed_map_is_written(tmp_path: Path) -> None:
    assert run("csv", "--out", "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["move.csv", "pay.csv"]
    assert run("csv", "old", "--out", "out").stdout == "wrote out/old.csv\n"


def test_nothing_is_overwritten_without_force(tmp_path: Path) -> None:
    kept = tmp_path / "pay.json"
    kept.write_text("mine")
    result = run("json", "pay")
    assert result.exit_code == 1
    assert "JB414" in result.stderr
    assert "--force" in result.stderr
    assert kept.read_text() == "mine"
    assert run("json", "pay", "--force").exit_code == 0
    assert json.loads(kept.read_text())["map"]["title"] == "Paying"


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / "pay.json").symlink_to("target")
    assert run("json", "pay", "--force").exit_code == 1
    assert (tmp_path / "target").read_text() == "mine"


def test_one_map_goes_to_the_terminal_or_into_a_file_of_that_name(tmp_path: Path) -> None:
    assert run("svg", "pay", "--out", "-").stdout.startswith("<svg ")
    assert run("svg", "pay", "--out", "deep/in/it.svg").stdout == "wrote deep/in/it.svg\n"
    assert (tmp_path / "deep/in/it.svg").read_text().startswith("<svg ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("svg", "pai"), "there is no journey `pai`; did you mean `pay`"),
        (("svg", "ana"), "only maps can be exported"),
        (("svg", "pay#settle"), "--stage settle"),
        (("svg", "pay", "--stage", "setle"), "did you mean `settle`?"),
        (("svg", "pay", "move", "--stage", "settle"), "--stage is for one map"),
        (("csv", "pay", "--curve"), "--curve is for pictures"),
        (("svg", "--out", "-"), "can hold one map, and these are 2"),
        (("svg", "pay", "--out", "picture.png"), "must end in .svg"),
        (("gif", "pay"), "svg"),
    ],
)
def test_wrong_usage_says_what_to_do_and_writes_nothing(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["maps"]


def test_a_picture_of_one_stage_shows_nothing_of_another() -> None:
    shown = texts_of(run("svg", "pay", "--stage", "settle", "--out", "-").stdout)
    assert "Paying: Settle" in shown
    assert {"2", "Settle", "Pays", "Asked twice"} <= set(shown)
    assert not {"Order", "Waits", "Know the price"} & set(shown)


def test_a_picture_of_the_curve_has_no_other_lane() -> None:
    shown = set(texts_of(run("svg", "pay", "--curve", "--out", "-").stdout))
    assert {"Order", "Settle", "Emotion"} <= shown
    assert not {"Pains", "Asked twice", "Goal"} & shown


def test_scheme_and_width_are_those_of_the_picture(tmp_path: Path) -> None:
    result = run("svg", "pay", "--curve", "--scheme", "dark", "--width", "640")
    assert result.stdout == "wrote pay-curve-dark.svg\n"
    root = etree.fromstring((tmp_path / "pay-curve-dark.svg").read_bytes())
    assert root.get("width") == "640"
    _, _, width, height = map(float, root.get("viewBox", "").split())
    assert float(root.get("height", "")) == pytest.approx(height * 640 / width, abs=0.01)
    light = run("svg", "pay", "--curve", "--out", "-").stdout
    assert root.find("{*}rect").get("fill") not in light.split("<rect", 2)[1]


def test_mermaid_keeps_names_and_the_lowest_emotion_and_says_what_is_left_out(tmp_path: Path) -> None:
    result = run("mermaid", "pay")
    tree, problems = parse_mermaid((tmp_path / "pay.mmd").read_text(), "pay.mmd")
    assert tree
    assert not problems
    assert (tree.title, tree.description) == ("Paying", "A bill; and what follows")
    assert [(task.name, task.score, task.actors) for task in tree.tasks] == [
        ("Looks: twice", "1", ("Ana Lima", "Bo")),
        ("Pays", "1", ("Ana Lima", "Bo")),
    ]
    assert [comment.text for comment in tree.comments] == ["no emotion is known: Waits: Ana Lima, Bo"]
    said = " ".join(result.stderr.split())
    assert (
        "Mermaid has no place for: goal (1), channel (1), emotion_end (1), moment_of_truth (1), pains (1)"
        in said
    )
    assert "a step without an emotion is a comment" in said
    assert "2 steps have several emotions, and the diagram shows the lowest" in said


def test_openjourney_has_a_node_for_each_step_on_the_scale_of_that_format(tmp_path: Path) -> None:
    assert run("openjourney", "pay").exit_code == 0
    data = json.loads((tmp_path / "pay.ojf").read_text())
    assert data["metadata"]["persona"] == "Ana Lima, Bo"
    assert [stage["name"] for stage in data["stages"]] == ["Order", "Settle"]
    nodes = [(node["title"], node["stageId"], node.get("score")) for node in data["nodes"]]
    assert nodes == [
        ("Looks: twice", "s-order", -5.0),
        ("Waits", "s-order", None),
        ("Pays", "s-settle", -5.0),
    ]
    assert data["nodes"][2]["isMomentOfTruth"] is True
    assert data["nodes"][2]["pains"] == ["Asked twice"]
