"""The table of benchmarks: a row for every goal, whatever a machine lacks and whatever fails."""

from __future__ import annotations

import ast
import json
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from places import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import bare_portal
from bench import BENCHMARKS, Benchmark, ordered, parse, run, table_of
from goals import GOALS, Goal, Row
from processes import CommandError, measure_command, turns
from synthetic_portal import write_sources
from warm_build_speed import differing_files
from workplace import Bench

FOLDER = ROOT / "tests" / "benchmarks"


def table(*arguments: str, folder: Path) -> list[Row]:
    return run(parse(arguments), folder, Console(stderr=True, quiet=True))


def test_every_goal_has_a_row_in_one_benchmark() -> None:
    assert {goal.number for goal in GOALS.values()} == set(range(1, 17))
    listed = Counter(name for benchmark in BENCHMARKS for name in benchmark.goals)
    assert listed == Counter(list(GOALS))


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda each: each.module)
def test_a_benchmark_is_a_script_that_measures_its_goals(benchmark: Benchmark) -> None:
    tree = ast.parse((FOLDER / f"{benchmark.module}.py").read_text("utf-8"))
    functions = {each.name: ast.unparse(each.args) for each in tree.body if isinstance(each, ast.FunctionDef)}
    assert functions.get("measure") == "bench: Bench"


def test_a_tiny_run_has_figures_for_what_python_alone_can_measure(tmp_path: Path) -> None:
    rows = table(
        "--only", "13", "--only", "12", "--maps", "2", "--rounds", "1", "--seconds", "0", folder=tmp_path
    )
    names = [row.goal.name for row in rows if row.goal.name]
    assert names == ["12 grid", "12 swimlane", "13 reading", "13 validation"]
    for row in rows:
        assert row.ours is not None
        assert row.reference is not None
        assert row.ratio == pytest.approx(row.ours / row.reference)
        assert row.rounds == 1
        assert json.loads(json.dumps(row.as_json()))["median"] == row.ours


def test_a_benchmark_that_fails_is_told_for_each_of_its_goals(tmp_path: Path) -> None:
    broken = Benchmark("no_such_benchmark", "nothing", ("4 page", "11 search of 5,000"))
    rows = list(broken.rows(Bench(tmp_path)))
    assert [row.goal.name for row in rows] == list(broken.goals)
    assert "no_such_benchmark" in rows[0].note
    assert "--large" in rows[1].note
    with (tmp_path / "table").open("w", encoding="utf-8") as file:
        Console(width=140, file=file).print(table_of(rows, "Nothing"))
    assert (tmp_path / "table").read_text("utf-8").count("not measured") == 2


def test_a_goal_is_reached_within_all_of_its_limits() -> None:
    both = Goal("1 both", "", "", most=0.3, ratio=0.06)
    assert both.row([0.2], [4.0]).reached is True
    assert both.row([0.2], [3.0]).reached is False
    assert both.row([0.4], [40.0]).reached is False
    assert both.row([0.2]).reached is None
    faster = Goal("16 faster", "", "", times=40)
    assert faster.row([1, 9, 1], [41, 40, 40]).reached is True
    assert faster.row([1], [39]).reached is False
    assert Goal("", "for comparison", "").row([1], [2]).reached is None


def test_rows_without_a_goal_stay_behind_the_one_that_they_belong_to() -> None:
    names = ["13 a", "", "4 b", "", "13 c"]
    rows = [Goal(name, str(at), "").row([1.0]) for at, name in enumerate(names)]
    assert [row.goal.what for row in ordered(rows)] == ["2", "3", "0", "1", "4"]


def test_there_is_always_one_round_and_none_that_lasts_too_long() -> None:
    assert list(turns(3, 1e9)) == [0, 1, 2]
    assert list(turns(3, 0)) == [0]


def test_the_bare_script_writes_what_a_map_of_ours_has(tmp_path: Path) -> None:
    maps = write_sources(tmp_path / "maps", 2)
    bare_portal.main(tmp_path / "maps", tmp_path / "site")
    for one in maps:
        folder = tmp_path / "site" / "journeys" / one.id
        files = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert set(files) == {"index.html", "map.svg", "map-dark.svg", "map.csv", "map.json"}
        for step in one.steps:
            assert step.thought in files["index.html"]
            assert step.title in files["map.svg"]
        assert len(json.loads(files["map.json"])["stages"]) == len(one.stages)


def test_the_cost_of_a_command_counts_what_it_started(tmp_path: Path) -> None:
    burn = "sum(range(10**6))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}], check=True)"
    cost = measure_command(tmp_path, (sys.executable, "-c", parent), {})
    assert cost.cpu > 0
    assert cost.peak > 1
    with pytest.raises(CommandError, match="ended with 3: no good"):
        measure_command(
            tmp_path, (sys.executable, "-c", "import sys; print('no good', file=sys.stderr); sys.exit(3)"), {}
        )


def test_sites_are_compared_file_by_file(tmp_path: Path) -> None:
    for name, files in {
        "one": {"a": "1", "b": "2", "c/d": "3"},
        "other": {"a": "1", "b": "9", "e": "4"},
    }.items():
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
    assert differing_files(tmp_path / "one", tmp_path / "other") == ["b", "c/d", "e"]
