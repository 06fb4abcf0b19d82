"""The recipes that `init` writes, step by step in a real repository, for colleagues and for strangers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from recipe_runs import Host, Step, host
from repositories import Checkout

MAP = "maps/journeys/getting-a-bike-repaired.yml"
STRANGER = "github.event.pull_request.head.repo.full_name != github.repository"
MARKER = "<!-- journeybook-diff v1 -->"


@pytest.fixture
def portal(tmp_path: Path) -> Checkout:
    """A portal as `init` makes it, committed on its main branch."""
    made = Checkout(tmp_path / "journeys")
    done = CliRunner().invoke(journeybook, ["init", str(made.root), "--host", "both", "--no-input"])
    assert done.exit_code == 0, done.output
    made.commit({}, "Begin")
    return made


@pytest.fixture
def machine(tmp_path: Path, portal: Checkout) -> Host:
    return host(tmp_path / "machine", portal.root)


def read(portal: Checkout, name: str = MAP) -> str:
    return (portal.root / name).read_text("utf-8")


def proposed(portal: Checkout, files: dict[str, str]) -> str:
    """Propose files, and stand on the commit that merges the proposal, as GitHub has it."""
    portal.git("checkout", "-q", "-b", "proposal")
    head = portal.commit(files, "Propose")
    portal.git("checkout", "-q", "--detach", "main")
    portal.git("merge", "-q", "--no-ff", "-m", "Merge", "proposal")
    return head


def run_proposal(machine: Host, portal: Checkout, *, stranger: bool) -> list[Step]:
    known = {STRANGER: stranger, "github.event.pull_request.number": "7"}
    return machine.github("proposal.yml", "proposal", known, {"GITHUB_SHA": portal.git("rev-parse", "HEAD")})


def run_comment(machine: Host, portal: Checkout, head: str, now: str | None = None) -> Step:
    """Comment from the main branch on the proposal with the commit `head`; its branch is at `now`."""
    portal.git("checkout", "-qf", "main")
    machine.calls.answers.insert(0, (["pulls/7"], f"{now or head}\n"))
    known = {
        "steps.text.outcome == 'success'": True,
        "github.event.workflow_run.id": "11",
        "github.event.workflow_run.head_sha": head,
        "github.event.workflow_run.html_url": "https://github.com/acme/journeys/actions/runs/11",
    }
    return machine.github("comment.yml", "comment", known, {})[-1]


def test_a_colleague_proposes_and_one_comment_says_what_changes(machine: Host, portal: Checkout) -> None:
    worse = read(portal).replace("emotion: 1.4", "emotion: -1.8")
    head = proposed(portal, {MAP: worse})
    steps = run_proposal(machine, portal, stranger=False)
    assert [each.code for each in steps] == [0] * 4, steps[-1].log
    said = (machine.artifact("proposal") / "changes.md").read_text("utf-8")
    assert said.startswith(MARKER)
    assert "1 map worse for customers" in said
    assert machine.summary == said
    assert "<svg" in machine.artifact("changes.html").read_text("utf-8")
    assert (machine.artifact("portal") / "journeys/getting-a-bike-repaired/index.html").is_file()

    commented = run_comment(machine, portal, head)
    assert commented.code == 0, commented.log
    sent = machine.calls.made[-1]
    assert sent["arguments"][2:5] == ["--method", "POST", "repos/acme/journeys/issues/7/comments"]
    assert sent["sent"]["body"].startswith(said)
    assert "(https://github.com/acme/journeys/actions/runs/11#artifacts)" in sent["sent"]["body"]

    machine.calls.forget()
    machine.calls.answers.append((["issues/7/comments", "--jq"], "123\n456\n"))
    run_comment(machine, portal, head)
    assert machine.calls.made[-1]["arguments"][2:5] == [
        "--method",
        "PATCH",
        "repos/acme/journeys/issues/comments/123",
    ]


def test_a_wrong_map_is_marked_in_its_line_and_said_in_words_all_the_same(
    machine: Host, portal: Checkout
) -> None:
    proposed(portal, {MAP: read(portal).replace("personas: [nadia]", "personas: [nadja]")})
    steps = run_proposal(machine, portal, stranger=False)
    assert (steps[-1].name, steps[-1].code) == ("Check the maps", 1)
    assert f"::error file={MAP},line=5" in steps[-1].log
    assert "did you mean `nadia` (Nadia Berg)?" in steps[-1].log
    assert (machine.artifact("proposal") / "changes.md").read_text("utf-8").startswith(MARKER)


def test_of_a_stranger_only_maps_and_pages_are_taken(machine: Host, portal: Checkout, tmp_path: Path) -> None:
    canary = tmp_path / "ran"
    touch = f"open({str(canary)!r}, 'w')\n"
    (tmp_path / "secret.yml").write_text("title: A secret\nstages: [{title: A}]\n", encoding="utf-8")
    portal.git("checkout", "-q", "-b", "proposal")
    (portal.root / "maps/journeys/leak.yml").symlink_to(tmp_path / "secret.yml")
    (portal.root / "docs/guide/leak.md").symlink_to(tmp_path / "secret.yml")
    portal.git("checkout", "-q", "main")
    proposed_files = {
        MAP: read(portal).replace("title: Hears nothing", "title: Hears nothing at all"),
        "docs/guide/welcome.md": "# Welcome\n\nA stranger's page about [[nadia]].\n",
        "mkdocs.yml": read(portal, "mkdocs.yml") + "hooks: [docs/hook.py]\n",
        "docs/hook.py": touch,
        "docs/evil.html": "<script>alert(1)</script>",
        "docs/evil.js": "alert(1)",
        "journeybook.py": touch,
        "mkdocs.py": touch,
        "sitecustomize.py": touch,
        "requirements.txt": "evil\n",
        "journeybook.toml": 'ignore = ["JB"]\n',
    }
    portal.git("checkout", "-q", "proposal")
    (portal.root / "maps/paths/your-first-day.yml").unlink()
    head = portal.commit(proposed_files, "Propose")
    portal.git("checkout", "-qf", "--detach", "main")
    portal.git("merge", "-q", "--no-ff", "-m", "Merge", "proposal")

    steps = run_proposal(machine, portal, stranger=True)
    assert [each.code for each in steps] == [0] * 6, steps[-1].log
    took = next(each.log for each in steps if each.name.startswith("Take"))
    assert f"- took `{MAP}`\n" in took
    assert "- took `docs/guide/welcome.md`\n" in took
    assert "- removed `maps/paths/your-first-day.yml`\n" in took
    for name in ("mkdocs.yml", "requirements.txt", "sitecustomize.py", "docs/hook.py", "docs/evil.html"):
        assert f"- left out `{name}`: it " in took
    assert "- left out `maps/journeys/leak.yml`: it is no regular file" in took
    assert took in machine.summary
    portal_made = machine.artifact("portal")
    assert "Hears nothing at all" in (portal_made / "journeys/getting-a-bike-repaired/index.html").read_text(
        "utf-8"
    )
    assert (portal_made / "guide/welcome.html").is_file()
    assert not (portal_made / "evil.html").exists()
    assert all("A secret" not in each.read_text("utf-8") for each in portal_made.rglob("*.html"))
    assert not canary.exists()
    assert "hook" not in read(portal, "mkdocs.yml")
    assert run_comment(machine, portal, head).code == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Hello @acme/everybody\n", "begin as a report"),
        (f"{MARKER}\nHello @acme/everybody\n", "calls somebody"),
        (f"{MARKER}\n[Sign in](//evil.example)\n", "a link or a picture"),
        (f"{MARKER}\n<img src=x>\n", "markup"),
        (f"{MARKER}\n" + "long " * 20_000, "longer"),
    ],
)
def test_a_text_that_is_none_of_ours_is_not_commented(
    machine: Host, portal: Checkout, text: str, reason: str
) -> None:
    machine.artifact("proposal").mkdir(parents=True)
    (machine.artifact("proposal") / "changes.md").write_text(text, encoding="utf-8")
    (machine.artifact("proposal") / "number").write_text("7\n", encoding="utf-8")
    commented = run_comment(machine, portal, "a" * 40)
    assert commented.code == 1
    assert reason in commented.log
    assert [each for each in machine.calls.made if "--method" in each["arguments"]] == []


@pytest.mark.parametrize("number", ["7; gh pr merge 7", "", "../../issues/9", "12345678901234567890123"])
def test_a_number_leads_to_no_proposal_but_that_of_the_run(
    machine: Host, portal: Checkout, number: str
) -> None:
    machine.artifact("proposal").mkdir(parents=True)
    (machine.artifact("proposal") / "changes.md").write_text(f"{MARKER}\nHello\n", encoding="utf-8")
    (machine.artifact("proposal") / "number").write_text(number, encoding="utf-8")
    commented = run_comment(machine, portal, "a" * 40, now="b" * 40)
    assert commented.code == 0
    assert "moved on" in commented.log
    assert all("pulls/" in str(each) for each in machine.calls.made)
    assert not any("merge" in str(each) for each in machine.calls.made)


def test_the_portal_is_built_after_each_merge(machine: Host) -> None:
    known = {"vars.JOURNEYBOOK_PAGES == 'yes'": False}
    steps = machine.github("publish.yml", "build", known, {})
    assert steps[-1].code == 0, steps[-1].log
    assert (machine.artifact("portal") / "index.html").is_file()


def test_each_team_with_reviews_due_gets_one_issue_that_is_edited_in_place(machine: Host) -> None:
    known = {"github.repository": "acme/journeys"}
    machine.bash(
        "printf '#!/bin/sh\\necho 1805000000\\n' > ../machine/programs/date; chmod +x ../machine/programs/date"
    )
    machine.calls.answers.append((["issue", "list"], ""))
    done = machine.github("review.yml", "review", known, {})[-1]
    assert done.code == 0, done.log
    created = [each for each in machine.calls.made if each["arguments"][1] == "create"]
    assert [each["arguments"][3] for each in created] == ["Journey maps to review: workshop"]
    assert created[0]["sent"]["body"].strip()

    machine.calls.forget()
    machine.calls.answers[:] = [(["issue", "list"], "31\n")]
    assert machine.github("review.yml", "review", known, {})[-1].code == 0
    assert machine.calls.made[-1]["arguments"][:3] == ["issue", "edit", "31"]


GITLAB = {
    "CI_API_V4_URL": "https://gitlab.example/api/v4",
    "CI_PROJECT_ID": "5",
    "CI_MERGE_REQUEST_IID": "7",
    "CI_PROJECT_PATH": "acme/care/journeys",
    "CI_PROJECT_ROOT_NAMESPACE": "acme",
    "CI_PAGES_DOMAIN": "pages.example",
    "CI_JOB_ID": "99",
}


def test_gitlab_checks_says_what_changes_and_notes_it_once(machine: Host, portal: Checkout) -> None:
    proposed(portal, {MAP: read(portal).replace("emotion: 1.4", "emotion: -1.8")})
    revisions = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": portal.git("rev-parse", "main"),
        "CI_COMMIT_SHA": portal.git("rev-parse", "HEAD"),
    }
    checked = machine.gitlab("check", GITLAB)
    assert checked.code == 0, checked.log
    assert json.loads(read(portal, "gl-code-quality-report.json")) == []
    changed = machine.gitlab("changes", {**GITLAB, **revisions})
    assert changed.code == 0, changed.log
    assert read(portal, "changes.md").startswith(MARKER)

    without = machine.gitlab("comment", GITLAB)
    assert (without.code, machine.calls.made) == (0, [])
    assert "no JOURNEYBOOK_TOKEN" in without.log

    token = {**GITLAB, "JOURNEYBOOK_TOKEN": "a-token"}
    theirs = {"id": 40, "author": {"id": 2}, "body": f"{MARKER}\nnot ours"}
    ours = {"id": 41, "author": {"id": 1}, "body": f"{MARKER}\nolder"}
    notes = "https://gitlab.example/api/v4/projects/5/merge_requests/7/notes"
    machine.calls.answers[:] = [(["/user"], '{"id": 1}'), (["notes?"], json.dumps([theirs]))]
    assert machine.gitlab("comment", token).code == 0
    sent = machine.calls.made[-1]
    assert sent["arguments"][-5:] == ["--request", "POST", "--data-urlencode", "body@changes.md", notes]
    assert sent["sent"]["body"] == read(portal, "changes.md")
    machine.calls.answers[1] = (["notes?"], json.dumps([theirs, ours]))
    assert machine.gitlab("comment", token).code == 0
    assert machine.calls.made[-1]["arguments"][-4:] == [
        "PUT",
        "--data-urlencode",
        "body@changes.md",
        f"{notes}/41",
    ]


def test_gitlab_reports_a_wrong_map_as_code_quality(machine: Host, portal: Checkout) -> None:
    portal.write({MAP: read(portal).replace("personas: [nadia]", "personas: [nadja]")})
    checked = machine.gitlab("check", GITLAB)
    assert checked.code == 1
    (finding,) = json.loads(read(portal, "gl-code-quality-report.json"))
    assert finding["location"]["path"] == MAP


def test_gitlab_builds_a_preview_with_its_address_and_the_portal(machine: Host, portal: Checkout) -> None:
    built = machine.gitlab("preview", GITLAB)
    assert built.code == 0, built.log
    assert (portal.root / "public/journeys/getting-a-bike-repaired/index.html").is_file()
    assert read(portal, "preview.env") == (
        "PREVIEW_URL=https://acme.pages.example/-/care/journeys/-/jobs/99/artifacts/public/index.html\n"
    )
    assert machine.gitlab("portal", GITLAB).code == 0
    assert machine.gitlab("pages", GITLAB).code == 0


def test_gitlab_reminds_owners_once(machine: Host) -> None:
    machine.bash(
        "printf '#!/bin/sh\\necho 1805000000\\n' > ../machine/programs/date; chmod +x ../machine/programs/date"
    )
    assert "nobody is reminded" in machine.gitlab("review", GITLAB).log
    token = {**GITLAB, "JOURNEYBOOK_TOKEN": "a-token"}
    title = "Journey maps to review: workshop"
    machine.calls.answers[:] = [(["--get"], "[]")]
    reminded = machine.gitlab("review", token)
    assert reminded.code == 0, reminded.log
    sent = machine.calls.made[-1]
    assert f"title={title}" in sent["arguments"]
    assert sent["sent"]["description"].strip()
    machine.calls.answers[:] = [(["--get"], json.dumps([{"iid": 3, "title": title}]))]
    assert machine.gitlab("review", token).code == 0
    assert machine.calls.made[-1]["arguments"][-1] == "https://gitlab.example/api/v4/projects/5/issues/3"
