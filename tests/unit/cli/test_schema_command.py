from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from journeybook.cli import journeybook
from places import ROOT

FILES = sorted(
    [
        *(".gitattributes", ".vscode/settings.json", ".vscode/extensions.json"),
        *(
            f".journeybook/{kind}.schema.json"
            for kind in ("account", "evidence", "journey", "metric", "path", "persona", "recommendation")
        ),
        ".journeybook/vocabulary.schema.json",
    ]
)


def run(*arguments: str):
    return CliRunner().invoke(journeybook, ["schema", *arguments])


@pytest.fixture
def portal(tmp_path, monkeypatch) -> Path:
    (tmp_path / "maps" / "personas").mkdir(parents=True)
    (tmp_path / "maps" / "personas" / "ana.yml").write_text("title: Ana\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    found = (each for each in root.rglob("*") if each.is_file() and "maps" not in each.parts)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in found}


def test_the_schemas_of_this_repository_are_up_to_date(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = run("--check")
    assert (done.exit_code, done.output) == (0, "")


def test_write_writes_everything_and_check_then_finds_nothing(portal):
    before = run("--check")
    assert before.exit_code == 1
    assert sorted(line.removesuffix(" is out of date") for line in before.stdout.splitlines()) == FILES
    assert before.stderr == "`journeybook schema --write` mends this\n"
    assert files(portal) == {}, "nothing is written by asking"

    done = run("--write")
    assert (done.exit_code, done.stdout) == (0, "")
    assert sorted(files(portal)) == FILES
    assert run("--check").exit_code == 0
    assert run("--write").stderr == "all 11 files are up to date\n"


def test_a_new_persona_makes_schemas_out_of_date(portal):
    run("--write")
    (portal / "maps" / "personas" / "tom.yml").write_text("title: Tom\n", "utf-8")
    done = run("--check")
    assert done.exit_code == 1
    assert ".journeybook/journey.schema.json is out of date\n" in done.stdout
    assert ".vscode" not in done.stdout
    run("--write")
    schema = json.loads((portal / ".journeybook" / "journey.schema.json").read_text("utf-8"))
    assert schema["definitions"]["persona"]["enum"] == ["ana", "tom"]


def test_a_persona_that_cannot_be_read_is_known_all_the_same(portal):
    (portal / "maps" / "personas" / "tom.yml").write_text("title: [\n", "utf-8")
    schema = json.loads(run("--kind", "journey").stdout)
    assert schema["definitions"]["persona"]["enum"] == ["ana", "tom"]


def test_the_same_portal_gives_the_same_bytes(portal, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "portal"
    shutil.copytree(portal / "maps", other / "maps")
    run("--write")
    run("--write", str(other))
    assert files(portal) == files(other)


def test_another_folder_is_named_in_the_settings_and_in_the_way_out(portal):
    (portal / "maps").rename(portal / "sources")
    assert run("sources", "--check").stderr == "`journeybook schema sources --write` mends this\n"
    run("sources", "--write")
    assert "sources/personas/**/*.yml" in (portal / ".vscode" / "settings.json").read_text("utf-8")


def test_one_kind_is_printed_written_or_checked_alone(portal):
    printed = run("--kind", "persona")
    assert json.loads(printed.stdout)["title"] == "Persona"
    assert files(portal) == {}
    assert run("--kind", "persona", "--check").stdout == ".journeybook/persona.schema.json is out of date\n"
    run("--kind", "persona", "--write")
    assert files(portal) == {".journeybook/persona.schema.json": printed.stdout_bytes}


def test_a_person_s_settings_are_never_lost(portal):
    settings = portal / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{\n  // mine\n  "editor.fontSize": 15\n}\n', "utf-8")
    run("--write")
    assert settings.read_text("utf-8").startswith(
        '{\n  // mine\n  "editor.fontSize": 15,\n  "yaml.schemas": {\n'
    )
    settings.write_text("{ broken", "utf-8")
    done = run("--write")
    assert done.exit_code == 2
    assert ".vscode/settings.json cannot be read: line 1 is no JSON" in done.stderr
    assert settings.read_text("utf-8") == "{ broken"


def test_a_link_is_not_followed_out_of_the_portal(portal, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (portal / ".journeybook").symlink_to(elsewhere)
    done = run("--write")
    assert done.exit_code == 2
    assert ".journeybook is a symbolic link" in done.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a --kind to print, or say --write or --check"),
        (("--write", "--check"), "--write and --check do not go together"),
        (("--kind", "check-output", "--write"), "is printed and stands in no file"),
        (("nowhere", "--check"), "nowhere does not exist"),
        (("--kind", "nothing"), "is not one of"),
    ],
)
@pytest.mark.usefixtures("portal")
def test_wrong_usage_is_one_line_and_ends_with_two(arguments, message):
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in done.stderr


def closed(part):
    """The same schema, in which what it does not name is a fault."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {key: closed(value) for key, value in part.items()}
    return {**found, "additionalProperties": False} if isinstance(part.get("properties"), dict) else found


def test_what_check_prints_for_programs_is_as_its_schema_says(portal):
    journeys = portal / "maps" / "journeys"
    journeys.mkdir()
    (journeys / "a.yml").write_text("titel: A\npersonas: [anna]\nstatus: published\nstages: [x]\n", "utf-8")
    (journeys / "b.yml").write_text("title: B\nstages: [{title: S}]\n", "utf-8")
    schema = json.loads(run("--kind", "check-output").stdout)
    output = json.loads(CliRunner().invoke(journeybook, ["check", "--format", "json"]).stdout)
    assert any(each["fix"] for each in output["diagnostics"])
    assert any(each["help"] is None or each["fix"] is None for each in output["diagnostics"])
    assert list(Draft202012Validator(closed(schema)).iter_errors(output)) == []
    assert schema["$defs"]["Finding"]["properties"]["message"]["description"] == "What is wrong, in one line."


def test_what_diff_prints_for_programs_is_as_its_schema_says():
    schema = json.loads(run("--kind", "diff-output").stdout)
    output = json.loads((ROOT / "tests" / "golden" / "difference" / "report.json").read_text("utf-8"))
    assert list(Draft202012Validator(closed(schema)).iter_errors(output)) == []
    assert list(Draft202012Validator(schema).iter_errors({**output, "things": [{}]}))
