"""Recipes of a portal in a sub-folder: where hosts look for them, and run from the portal's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from recipe_runs import Host, host
from repositories import Checkout

FOLDER = "sites/mobile"
MAP = f"{FOLDER}/maps/journeys/getting-a-bike-repaired.yml"
STRANGER = "github.event.pull_request.head.repo.full_name != github.repository"
MARKER = "<!-- journeybook-diff v1 -->"
OURS = f"<!-- portal {FOLDER} -->"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, list(arguments))


@pytest.fixture
def top(tmp_path: Path) -> Checkout:
    """A repository with a portal in a sub-folder, as `init` makes it."""
    made = Checkout(tmp_path / "work")
    made.git("remote", "add", "origin", "git@github.com:acme/products.git")
    done = run("init", str(made.root / FOLDER), "--host", "both", "--no-input")
    assert done.exit_code == 0, done.output
    made.commit({}, "Begin")
    return made


@pytest.fixture
def machine(tmp_path: Path, top: Checkout) -> Host:
    return host(tmp_path / "machine", top.root)


def propose(top: Checkout, text: str) -> str:
    top.git("checkout", "-q", "-b", "proposal")
    head = top.commit({MAP: text}, "Propose")
    top.git("checkout", "-q", "--detach", "main")
    top.git("merge", "-q", "--no-ff", "-m", "Merge", "proposal")
    return head


def read(top: Checkout, name: str) -> str:
    return (top.root / name).read_text("utf-8")


def test_everything_stands_where_its_host_looks_and_leads_to_the_portal(top: Checkout) -> None:
    workflows = {each.name for each in (top.root / ".github" / "workflows").iterdir()}
    assert workflows == {f"{each}-sites-mobile.yml" for each in ("proposal", "comment", "publish", "review")}
    assert (top.root / ".github/ISSUE_TEMPLATE/suggest-a-change.yml").is_file()
    assert (top.root / ".gitlab-ci.yml").is_file()
    assert not (top.root / FOLDER / ".github").exists()
    assert (top.root / FOLDER / "mkdocs.yml").is_file()
    settings = yaml.safe_load(read(top, f"{FOLDER}/mkdocs.yml"))
    assert (
        settings["edit_uri_template"] == f"https://github.com/acme/products/edit/main/{FOLDER}/docs/{{path}}"
    )
    (local,) = yaml.safe_load(read(top, ".pre-commit-config.yaml"))["repos"]
    assert [each["entry"] for each in local["hooks"]] == [
        f"journeybook check {FOLDER}",
        f"journeybook schema --write {FOLDER}",
    ]
    assert f"{FOLDER}/.journeybook/journey.schema.json" in read(top, ".vscode/settings.json")
    proposal = yaml.safe_load(read(top, ".github/workflows/proposal-sites-mobile.yml"))
    assert proposal[True]["pull_request"]["paths"] == [f"{FOLDER}/**"]  # YAML 1.1 reads `on` as true


def test_a_wrong_map_is_marked_in_its_line(machine: Host, top: Checkout) -> None:
    propose(top, read(top, MAP).replace("personas: [nadia]", "personas: [nadja]"))
    known = {
        STRANGER: False,
        STRANGER.replace("!=", "=="): "true",
        "vars.JOURNEYBOOK_PREVIEWS": "",
        "github.event.pull_request.number": "7",
    }
    steps = machine.github(
        "proposal-sites-mobile.yml", "proposal", known, {"GITHUB_SHA": top.git("rev-parse", "HEAD")}
    )
    assert (steps[-1].name, steps[-1].code) == ("Check the maps", 1), steps[-1].log
    assert f"::error file={MAP},line=5" in steps[-1].log
    assert (machine.artifact("proposal") / "changes.md").read_text("utf-8").startswith(MARKER)


def test_the_comments_of_two_portals_are_told_apart(machine: Host, top: Checkout) -> None:
    (machine.artifact("proposal")).mkdir(parents=True)
    (machine.artifact("proposal") / "number").write_text("7\n")
    done = run("diff", "HEAD", "HEAD", "--maps", str(top.root / FOLDER / "maps"), "--format", "markdown")
    assert done.exit_code == 2 or done.output.startswith(MARKER)
    top.git("checkout", "-q", "main")
    text = machine.bash("journeybook diff HEAD HEAD --format markdown", folder=FOLDER).log
    (machine.artifact("proposal") / "changes.md").write_text(text)
    machine.calls.answers.append((["pulls/7"], "abc\n"))
    known = {
        "steps.text.outcome == 'success'": True,
        "github.event.workflow_run.id": "11",
        "github.event.workflow_run.head_sha": "abc",
        "github.event.workflow_run.html_url": "https://github.com/acme/products/actions/runs/11",
        "github.event.workflow_run.conclusion == 'success'": "true",
        "github.event.workflow_run.head_repository.full_name == github.repository": "true",
        "vars.JOURNEYBOOK_PREVIEWS": "",
    }
    steps = machine.github("comment-sites-mobile.yml", "comment", known, {})
    assert steps[-1].code == 0, steps[-1].log
    asked, sent = machine.calls.made[-2:]
    assert f'contains("{OURS}")' in asked["arguments"][-1]
    assert OURS in sent["sent"]["body"]


def test_gitlab_reports_a_wrong_map_by_its_path_from_the_top(machine: Host, top: Checkout) -> None:
    propose(top, read(top, MAP).replace("personas: [nadia]", "personas: [nadja]"))
    assert machine.gitlab("check-sites-mobile", {}).code == 1
    pipeline = yaml.safe_load(read(top, ".gitlab-ci.yml"))
    report = pipeline["check-sites-mobile"]["artifacts"]["reports"]["codequality"]
    (found,) = json.loads(read(top, report))
    assert found["location"]["path"] == MAP


def test_a_second_portal_keeps_the_first_ones_recipes_and_is_told_what_to_add(top: Checkout) -> None:
    done = run("init", str(top.root / "sites/fixed"), "--host", "both", "--no-input")
    assert done.exit_code == 0, done.output
    assert (top.root / ".github/workflows/proposal-sites-fixed.yml").is_file()
    assert (top.root / ".github/workflows/proposal-sites-mobile.yml").is_file()
    assert "add the hooks that `journeybook ci pre-commit" in done.stderr
    assert "name it there below `include:`" in done.stderr
    jobs = set(
        yaml.safe_load(
            run("ci", "gitlab", str(top.root / "sites/fixed")).output.split("# ==> ")[1].partition("\n")[2]
        )
    )
    shared = {"workflow", "variables", "default", "pages"}
    assert jobs & set(yaml.safe_load(read(top, ".gitlab-ci.yml"))) == shared


def test_a_folder_that_recipes_cannot_name_is_told(top: Checkout) -> None:
    done = run("init", str(top.root / "our sites $(x)"), "--no-input")
    assert done.exit_code == 2
    assert "recipes cannot name the folder" in done.stderr
    assert run("init", str(top.root / "our sites"), "--no-input", "--no-recipes").exit_code == 0


def test_recipes_fetch_maps_that_are_a_submodule(top: Checkout, tmp_path: Path) -> None:
    origin = Checkout(tmp_path / "maps-origin")
    origin.commit({"journeys/a.yml": "title: A\n"}, "Begin")
    site = "site_name: A\nplugins:\n  - journeybook: {maps: shared}\n"
    top.write({"sites/fixed/mkdocs.yml": site})
    top.git(
        "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(origin.root), "sites/fixed/shared"
    )
    folder = str(top.root / "sites/fixed")
    assert "submodules: true" in run("ci", "github", folder).output
    assert "GIT_SUBMODULE_STRATEGY: normal" in run("ci", "gitlab", folder).output
    assert "submodules" not in run("ci", "github", str(top.root / FOLDER)).output
