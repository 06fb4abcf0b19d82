"""The recipes that `init` writes, step by step in a real repository, for colleagues and for strangers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from recipe_runs import Host, Step, host
from repositories import Checkout

MAP = "maps/journeys/getting-a-bike-repaired.yml"
STRANGER = "github.event.pull_request.head.repo.full_name != github.repository"
OURS = "github.event.pull_request.head.repo.full_name == github.repository"
COMMENTED_OURS = "github.event.workflow_run.head_repository.full_name == github.repository"
PREVIEWS = "https://acme.github.io/journeys/previews"
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


def run_proposal(machine: Host, portal: Checkout, *, stranger: bool, previews: str = "") -> list[Step]:
    known = {
        STRANGER: stranger,
        OURS: "false" if stranger else "true",
        "vars.JOURNEYBOOK_PREVIEWS": previews,
        "github.event.pull_request.number": "7",
    }
    return machine.github("proposal.yml", "proposal", known, {"GITHUB_SHA": portal.git("rev-parse", "HEAD")})


def run_comment(
    machine: Host,
    portal: Checkout,
    head: str,
    now: str | None = None,
    *,
    previews: str = "",
    stranger: bool = False,
    built: bool = True,
) -> Step:
    """Comment from the main branch on the proposal with the commit `head`; its branch is at `now`."""
    portal.git("checkout", "-qf", "main")
    machine.calls.answers.insert(0, (["pulls/7"], f"{now or head}\n"))
    known = {
        "steps.text.outcome == 'success'": True,
        "github.event.workflow_run.id": "11",
        "github.event.workflow_run.head_sha": head,
        "github.event.workflow_run.html_url": "https://github.com/acme/journeys/actions/runs/11",
        "github.event.workflow_run.conclusion == 'success'": "true" if built else "false",
        COMMENTED_OURS: "false" if stranger else "true",
        "vars.JOURNEYBOOK_PREVIEWS": previews,
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


def body_sent(machine: Host) -> str:
    return str(machine.calls.made[-1]["sent"]["body"])


def test_each_change_is_linked_to_its_place_in_the_published_preview(machine: Host, portal: Checkout) -> None:
    head = proposed(portal, {MAP: read(portal).replace("emotion: 1.4", "emotion: -1.8")})
    steps = run_proposal(machine, portal, stranger=False, previews=PREVIEWS)
    assert [each.code for each in steps] == [0] * 4, steps[-1].log
    built = machine.artifact("portal")

    commented = run_comment(machine, portal, head, previews=PREVIEWS)
    assert commented.code == 0, commented.log
    links = re.findall(rf"\]\({PREVIEWS}/7/([^)#]+)#?([^)]*)\)", body_sent(machine))
    assert len(links) >= 3, "the map, a step, and the home page below it all"
    assert ("index.html", "") in links
    for page, anchor in links:
        assert f'id="{anchor}"' in (built / page).read_text("utf-8") or not anchor

    # A proposal that was not built has no preview, and links to none.
    run_comment(machine, portal, head, previews=PREVIEWS, built=False)
    assert PREVIEWS not in body_sent(machine)
    run_comment(machine, portal, head)
    assert PREVIEWS not in body_sent(machine)


@pytest.mark.parametrize(
    "link",
    [
        f"[See it]({PREVIEWS}/8/journeys/a/index.html)",
        f"[See it]({PREVIEWS}/7/../8/index.html)",
        f"[See it]({PREVIEWS}/7.evil.example/index.html)",
        f"![See it]({PREVIEWS}/7/a/index.html)",
        f"[See it]({PREVIEWS}/7/a/index.html?next=x)",
        "[See it](https://evil.example/7/a/index.html)",
        f"{PREVIEWS}/7/a/index.html",
    ],
)
def test_a_proposal_does_not_choose_where_links_lead(machine: Host, portal: Checkout, link: str) -> None:
    machine.artifact("proposal").mkdir(parents=True)
    (machine.artifact("proposal") / "number").write_text("7\n", encoding="utf-8")
    (machine.artifact("proposal") / "linked.md").write_text(f"{MARKER}\n{link}\n", encoding="utf-8")
    commented = run_comment(machine, portal, "a" * 40, previews=PREVIEWS)
    assert commented.code == 1
    assert "no text of `journeybook diff`" in commented.log
    assert [each for each in machine.calls.made if "--method" in each["arguments"]] == []


def test_a_stranger_s_proposal_is_linked_to_no_preview(machine: Host, portal: Checkout) -> None:
    head = proposed(portal, {MAP: read(portal).replace("emotion: 1.4", "emotion: -1.8")})
    run_proposal(machine, portal, stranger=True, previews=PREVIEWS)
    assert not (machine.artifact("proposal") / "linked.md").exists()
    # Their own version of the first job may write what it likes.
    (machine.artifact("proposal") / "linked.md").write_text(
        f"{MARKER}\n[See it]({PREVIEWS}/7/a/index.html)\n", encoding="utf-8"
    )
    assert run_comment(machine, portal, head, previews=PREVIEWS, stranger=True).code == 0
    assert PREVIEWS not in body_sent(machine)


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
    known = {"vars.JOURNEYBOOK_PAGES == 'yes'": False, WITH_PREVIEWS: False}
    steps = machine.github("publish.yml", "build", known, {})
    assert steps[-1].code == 0, steps[-1].log
    assert (machine.artifact("portal") / "index.html").is_file()


WITH_PREVIEWS = "vars.JOURNEYBOOK_PAGES == 'yes' && vars.JOURNEYBOOK_PREVIEWS != ''"


def test_previews_of_open_proposals_are_published_beside_the_portal(machine: Host) -> None:
    known = {
        "vars.JOURNEYBOOK_PAGES == 'yes'": True,
        WITH_PREVIEWS: True,
        "github.repository": "acme/journeys",
    }
    machine.calls.answers[:] = [
        (["pulls?state=open"], "7 aaa\n9 bbb\n12 ccc\n"),
        (["head_sha=aaa"], "101\n"),
        (["head_sha=bbb"], ""),
        (["head_sha=ccc"], "103\n"),
    ]
    (done,) = (each for each in machine.github("publish.yml", "build", known, {}) if "previews" in each.name)
    assert done.code == 0, done.log
    listed, *_ = machine.calls.made
    assert "select(.head.repo.full_name == env.GITHUB_REPOSITORY)" in listed["arguments"][-1]
    asked = [each["arguments"] for each in machine.calls.made if "head_sha=" in each["arguments"][1]]
    assert len(asked) == 3
    assert all("select(.head_repository.full_name == env.GITHUB_REPOSITORY)" in each[-1] for each in asked)
    fetched = [
        each["arguments"][2:] for each in machine.calls.made if each["arguments"][:2] == ["run", "download"]
    ]
    assert fetched == [
        [run, "--name", "portal", "--dir", f"{machine.temp}/portal/previews/{number}"]
        for run, number in (("101", "7"), ("103", "12"))
    ]


def test_a_built_proposal_of_this_repository_is_published_by_the_main_branch(machine: Host) -> None:
    known = {"github.repository": "acme/journeys", "github.event.repository.default_branch": "main"}
    (done,) = machine.github("comment.yml", "preview", known, {})
    assert done.code == 0, done.log
    assert machine.calls.made[-1]["arguments"] == ["workflow", "run", "publish.yml", "--ref", "main"]


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
    "CI_DEFAULT_BRANCH": "main",
}


def vet(machine: Host, portal: Checkout) -> Step:
    """The job that stands between what a proposal says and the job with the token."""
    portal.git("remote", "add", "origin", str(portal.root))
    return machine.gitlab("vet", GITLAB)


@pytest.mark.parametrize(
    ("text", "address", "reason"),
    [
        (f"{MARKER}\n@acme/everybody\n", "", "calls somebody"),
        (f"{MARKER}\n~~~mermaid\nflowchart TD\n  click a\n~~~\n", "", "draws something else"),
        (f"{MARKER}\n## Journey changes: Nothing changed\n\n/merge\n", "", "begins as a command"),
        (
            f"{MARKER}\n[See it](https://evil.example/jobs/99/artifacts/public/journeys/a/index.html)\n",
            "https://evil.example/jobs/99/artifacts/public/index.html",
            "calls somebody",
        ),
    ],
)
def test_gitlab_comments_with_no_text_but_ours(
    machine: Host, portal: Checkout, text: str, address: str, reason: str
) -> None:
    portal.write({"changes.md": text, "preview-url": address, "journeybook.py": "raise SystemExit(0)\n"})
    portal.write({"pip.py": "raise SystemExit(0)\n", "sitecustomize.py": "print('theirs')\n"})
    vetted = vet(machine, portal)
    assert vetted.code == 1
    assert reason in vetted.log
    assert read(portal, "comment.md") == ""
    assert not (portal.root / "sitecustomize.py").exists(), (
        "only what the main branch holds is beside the tools"
    )


def test_gitlab_links_to_the_preview_of_its_own_pipeline_alone(machine: Host, portal: Checkout) -> None:
    proposed(portal, {MAP: read(portal).replace("emotion: 1.4", "emotion: -1.8")})
    base = "https://acme.pages.example/-/care/journeys/-/jobs/"
    done = CliRunner().invoke(
        journeybook,
        [
            *("diff", "main", "HEAD", "--maps", str(portal.root / "maps"), "--format", "markdown"),
            *("--preview-url", f"{base}12/artifacts/public/index.html"),
        ],
    )
    assert done.exit_code == 0, done.output
    portal.write({"changes.md": done.stdout, "preview-url": f"{base}99/artifacts/public/index.html\n"})
    assert vet(machine, portal).code == 1
    portal.write({"changes.md": done.stdout, "preview-url": f"{base}12/artifacts/public/index.html\n"})
    assert machine.gitlab("vet", GITLAB).code == 0


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

    assert "https://" not in read(portal, "changes.md")
    shown = {
        "PREVIEW_URL": "https://acme.pages.example/-/care/journeys/-/jobs/99/artifacts/public/index.html"
    }
    assert machine.gitlab("changes", {**GITLAB, **revisions, **shown}).code == 0
    page = "artifacts/public/journeys/getting-a-bike-repaired/index.html#getting-a-bike-repaired--t-"
    assert f"(https://acme.pages.example/-/care/journeys/-/jobs/99/{page}" in read(portal, "changes.md")

    vetted = vet(machine, portal)
    assert vetted.code == 0, vetted.log
    told = read(portal, "comment.md")
    assert told.startswith(MARKER)
    assert f"(https://acme.pages.example/-/care/journeys/-/jobs/99/{page}" in told

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
    assert sent["arguments"][-5:] == ["--request", "POST", "--data-urlencode", "body@comment.md", notes]
    assert sent["sent"]["body"] == told
    machine.calls.answers[1] = (["notes?"], json.dumps([theirs, ours]))
    assert machine.gitlab("comment", token).code == 0
    assert machine.calls.made[-1]["arguments"][-4:] == [
        "PUT",
        "--data-urlencode",
        "body@comment.md",
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
