"""The recipes as their hosts read them: sound by the hosts' own schemas, and with no more power than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from journeybook.scaffold.actions import ACTIONS
from journeybook.scaffold.answers import OWN, Answers
from journeybook.scaffold.portal_files import Piece, planned
from journeybook.scaffold.portal_parts import Part

RECIPES = (Part.PRE_COMMIT, Part.GITHUB, Part.GITLAB)
PORTAL = planned(RECIPES, Answers(name="Acme: journeys", branch="trunk"))
WORKFLOWS = [each for each in PORTAL if each.path.startswith(".github/workflows/")]

SCHEMAS = {
    ".github/workflows/": ("vendor.github-workflows", "custom.github-workflows-require-timeout"),
    ".github/ISSUE_TEMPLATE/config.yml": ("vendor.github-issue-config",),
    ".github/ISSUE_TEMPLATE/": ("vendor.github-issue-forms",),
    ".gitlab-ci.yml": ("vendor.gitlab-ci",),
}


def schemas(path: str) -> tuple[str, ...]:
    return next((names for begin, names in SCHEMAS.items() if path.startswith(begin)), ())


@pytest.mark.parametrize("schema", sorted({name for names in SCHEMAS.values() for name in names}))
def test_recipes_are_sound_by_the_schema_of_their_host(schema: str, tmp_path: Path) -> None:
    files = []
    below = Answers(name="A", folder="sites/mobile", sources=("content/maps",), submodule=True)
    for folder, pieces in (
        ("portal", PORTAL),
        ("own", planned(RECIPES, OWN)),
        ("b", planned(RECIPES, below)),
    ):
        for each in pieces:
            path = each.path.replace("../", "")
            if schema in schemas(path):
                files.append(tmp_path / folder / path)
                files[-1].parent.mkdir(parents=True, exist_ok=True)
                files[-1].write_text(each.text, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--builtin-schema",
            schema,
            *(["--data-transform", "gitlab-ci"] if "gitlab" in schema else []),
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert files
    assert done.returncode == 0, done.stdout + done.stderr


def jobs(piece: Piece) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(piece.text)["jobs"]
    return found


def steps(piece: Piece) -> Iterator[dict[str, Any]]:
    for job in jobs(piece).values():
        yield from job["steps"]


@pytest.mark.parametrize("piece", WORKFLOWS, ids=lambda piece: piece.path)
def test_no_words_of_a_stranger_are_put_into_a_script(piece: Piece) -> None:
    assert [each["run"] for each in steps(piece) if "${{" in each.get("run", "")] == []


@pytest.mark.parametrize("piece", WORKFLOWS, ids=lambda piece: piece.path)
def test_only_actions_of_github_itself_are_used_each_by_its_commit_with_its_version_beside_it(
    piece: Piece,
) -> None:
    used = re.findall(r"uses: *(.*)", piece.text)
    assert used
    form = r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+"
    assert [each for each in used if not re.fullmatch(form, each)] == []


def test_every_action_that_is_known_is_used() -> None:
    used = {name for piece in WORKFLOWS for name in re.findall(r"uses: actions/([a-z-]+)@", piece.text)}
    assert used == set(ACTIONS)
    assert len({each.commit for each in ACTIONS.values()}) == len(ACTIONS)


def test_gitlab_gives_its_token_to_the_jobs_that_call_it_and_they_run_nothing_of_a_proposal() -> None:
    (piece,) = (each for each in PORTAL if each.path == ".gitlab-ci.yml")
    plan = yaml.safe_load(piece.text)
    calls = {name for name, job in plan.items() if "JOURNEYBOOK_TOKEN" in str(job)}
    given = {
        name: job["environment"]["name"]
        for name, job in plan.items()
        if isinstance(job, dict)
        and str(job.get("environment", {}).get("name", "")).startswith("journeybook/")
    }
    assert calls == set(given) == {"comment", "review"}
    assert plan["comment"]["variables"] == {"GIT_STRATEGY": "none"}
    assert plan["comment"]["needs"] == ["vet"]
    assert "extends" not in plan["comment"]
    assert "journeybook " not in str(plan["comment"]["script"])
    assert plan["vet"]["cache"] == plan["comment"]["cache"] == []


@pytest.mark.parametrize("piece", WORKFLOWS, ids=lambda piece: piece.path)
def test_no_checkout_leaves_a_token_behind_or_gets_what_a_stranger_names(piece: Piece) -> None:
    for each in steps(piece):
        if each.get("uses", "").startswith("actions/checkout@"):
            assert each["with"]["persist-credentials"] is False
            assert set(each["with"]) <= {"persist-credentials", "fetch-depth"}


def test_each_job_may_do_what_it_does_and_nothing_else() -> None:
    found = {}
    for piece in WORKFLOWS:
        plan = yaml.safe_load(piece.text)
        for name, job in plan["jobs"].items():
            found[Path(piece.path).stem, name] = job.get("permissions", plan["permissions"])
    assert found == {
        ("proposal", "proposal"): {"contents": "read"},
        ("comment", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
        ("comment", "preview"): {"actions": "write"},
        ("publish", "build"): {"actions": "read", "contents": "read", "pull-requests": "read"},
        ("publish", "pages"): {"pages": "write", "id-token": "write"},
        ("review", "review"): {"contents": "read", "issues": "write"},
    }


def test_what_a_stranger_can_start_gets_no_secret_and_no_token_that_writes() -> None:
    texts = {Path(each.path).stem: each.text for each in WORKFLOWS}
    assert not any("pull_request_target" in text or "{ secrets" in text for text in texts.values())
    # YAML's `on` is read as true by this reader.
    assert yaml.safe_load(texts["proposal"])[True] == {"pull_request": None}
    assert yaml.safe_load(texts["comment"])[True] == {
        "workflow_run": {"workflows": ["Proposal"], "types": ["completed"]}
    }
    assert yaml.safe_load(texts["proposal"])["name"] == "Proposal"


def test_no_preview_of_a_stranger_is_published() -> None:
    texts = {Path(each.path).stem: each.text for each in WORKFLOWS}
    preview = yaml.safe_load(texts["comment"])["jobs"]["preview"]
    asked = preview["if"].split(" && ")
    assert "github.event.workflow_run.head_repository.full_name == github.repository" in asked
    assert {"vars.JOURNEYBOOK_PAGES == 'yes'", "vars.JOURNEYBOOK_PREVIEWS != ''"} <= set(asked)
    # It starts what stands on the main branch, and gets nothing of the proposal.
    assert [set(each) - {"name", "env", "working-directory"} for each in preview["steps"]] == [{"run"}]


def test_nothing_is_published_before_somebody_says_so() -> None:
    texts = {each.path: each.text for each in PORTAL}
    github = yaml.safe_load(texts[".github/workflows/publish.yml"])["jobs"]
    assert github["pages"]["if"] == "vars.JOURNEYBOOK_PAGES == 'yes'"
    pages = [each for each in github["build"]["steps"] if "pages" in each.get("uses", "")]
    assert [each["if"] for each in pages] == ["vars.JOURNEYBOOK_PAGES == 'yes'"]
    rules = yaml.safe_load(texts[".gitlab-ci.yml"])["pages"]["rules"]
    assert all(each["if"].endswith('$JOURNEYBOOK_PAGES == "yes"') for each in rules)


def test_the_main_branch_is_the_one_that_was_named() -> None:
    publish = next(each for each in WORKFLOWS if each.path.endswith("publish.yml"))
    assert yaml.safe_load(publish.text)[True]["push"] == {"branches": ["trunk"]}


def form(name: str) -> dict[str, Any]:
    path = f".github/ISSUE_TEMPLATE/{name}.yml"
    found: dict[str, Any] = yaml.safe_load(next(each.text for each in PORTAL if each.path == path))
    return found


def test_the_form_has_the_fields_that_pages_fill_in() -> None:
    fields = {each["id"]: each["type"] for each in form("suggest-a-change")["body"] if "id" in each}
    assert fields == {"map": "input", "step": "input", "change": "textarea", "evidence": "textarea"}


def test_whoever_opens_a_form_must_say_little() -> None:
    must = {
        name: [each["id"] for each in form(name)["body"] if each.get("validations", {}).get("required")]
        for name in ("suggest-a-change", "report-a-wrong-map", "add-a-quote")
    }
    assert must == {
        "suggest-a-change": ["map", "change"],
        "report-a-wrong-map": ["map", "what", "why"],
        "add-a-quote": ["quote", "map", "evidence"],
    }


def test_a_token_of_gitlab_is_in_no_job_that_runs_what_a_branch_holds() -> None:
    plan = yaml.safe_load(next(each.text for each in PORTAL if each.path == ".gitlab-ci.yml"))
    with_token = {name for name, job in plan.items() if "JOURNEYBOOK_TOKEN" in str(job)}
    assert with_token == {"comment", "review"}
    assert plan["comment"]["variables"] == {"GIT_STRATEGY": "none"}
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in plan["comment"]["rules"][0]["if"]
    assert plan["review"]["rules"] == [
        {"if": '$CI_PIPELINE_SOURCE == "schedule" && $JOURNEYBOOK_NIGHTLY != "yes"'}
    ]


def test_the_portal_is_built_each_night_on_the_start_of_that_day() -> None:
    files = {each.path: each.text for each in PORTAL}
    gitlab = yaml.safe_load(files[".gitlab-ci.yml"])
    nightly = '$CI_PIPELINE_SOURCE == "schedule" && $JOURNEYBOOK_NIGHTLY == "yes"'
    assert {"if": nightly} in gitlab["portal"]["rules"]
    assert {"if": f'{nightly} && $JOURNEYBOOK_PAGES == "yes"'} in gitlab["pages"]["rules"]
    github = yaml.safe_load(files[".github/workflows/publish.yml"])
    assert github[True]["schedule"], "YAML 1.1 reads the key `on` as true"
    built = "\n".join(step.get("run", "") for step in github["jobs"]["build"]["steps"])
    for script in ("\n".join(gitlab["portal"]["script"]), built):
        (line,) = (each for each in script.splitlines() if "SOURCE_DATE_EPOCH=" in each)
        assigned = line.partition("#")[0].removeprefix("export ")
        done = subprocess.run(
            ["sh", "-c", f"date() {{ echo 1796169599; }}; {assigned}; echo $SOURCE_DATE_EPOCH"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert int(done.stdout) == 1796083200, "1 December 2026, midnight in UTC"
