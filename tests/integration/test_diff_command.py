from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from repositories import MAP, MAP_FILE, Checkout, checkout

WORSE = MAP.replace("emotion: {ana: -1}", "emotion: {ana: -2}")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    repository = checkout(tmp_path / "portal")
    monkeypatch.chdir(repository.root)
    return repository


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["diff", *arguments])


def snapshot(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git/objects" not in path.as_posix()
    }


def test_a_branch_is_compared_with_where_it_left_the_default_branch(made: Checkout) -> None:
    made.git("checkout", "-q", "-b", "proposal")
    made.commit({MAP_FILE: WORSE})
    made.git("checkout", "-q", "main")
    made.commit({"maps/personas/ana.yml": "title: Ana Lima\nowner: sales\n"}, "Elsewhere")
    made.git("checkout", "-q", "proposal")
    found = diff()
    assert found.exit_code == 0
    assert "1 map worse for customers" in found.output
    assert "Ana Lima" not in found.output.split("\n\n")[1].split("\n")[0]
    assert "persona, " not in found.output


def test_the_working_folder_is_what_is_compared_and_stays_as_it_is(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE})
    before = snapshot(made.root)
    found = diff()
    assert "feeling of Ana Lima, now lower: frustrated (−1) → very frustrated (−2)" in found.output
    assert "recommendation “A tracker” answers it" in found.output
    assert snapshot(made.root) == before


def test_two_revisions_may_be_named_in_each_way_that_git_knows(made: Checkout) -> None:
    made.commit({MAP_FILE: WORSE})
    plain = diff("HEAD~1", "HEAD").output
    assert "worse for customers" in plain
    assert diff("HEAD~1..HEAD").output == plain
    assert "worse for customers" in diff("HEAD~1...HEAD").output
    assert "better for customers" in diff("HEAD", "HEAD~1").output


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "there is no revision `nowhere` here; fetch it first"),
        (["--", "--output=written.txt"], "`--output=written.txt` is no revision; a revision does not begin with a dash"),
        (["HEAD\x1b[31m"], "is no revision"),
        (["HEAD:maps"], "there is no revision `HEAD:maps` here"),
    ],
)  # fmt: skip
def test_what_is_no_revision_ends_with_one_clear_line(arguments: list[str], said: str) -> None:
    found = diff(*arguments)
    assert found.exit_code == 2
    assert found.stderr.startswith("Error: ")
    assert said in found.stderr
    assert "\x1b" not in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_folder_in_no_repository_ends_with_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "maps").mkdir()
    monkeypatch.chdir(tmp_path)
    found = diff()
    assert (found.exit_code, found.stderr) == (
        2,
        "Error: this folder is in no git repository; there is no history to compare with\n",
    )


def test_without_git_there_is_one_clear_line(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(made.root / "nothing"))
    found = diff()
    assert (found.exit_code, found.stderr.partition(";")[0]) == (2, "Error: git is not installed")


def test_a_repository_without_a_commit_or_a_default_branch_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = Checkout(tmp_path / "empty")
    monkeypatch.chdir(empty.root)
    assert "name a revision as BASE" in diff().stderr
    assert "has no commit yet" in diff("HEAD").stderr


def test_a_detached_head_is_compared_as_any_other(made: Checkout) -> None:
    second = made.commit({MAP_FILE: WORSE})
    made.git("checkout", "-q", "--detach", second)
    made.git("branch", "-q", "-f", "main", "HEAD~1")
    assert "worse for customers" in diff().output


def test_a_shallow_clone_says_how_to_get_the_rest(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    made.commit({MAP_FILE: WORSE})
    made.git("clone", "-q", "--depth", "1", made.root.as_uri(), str(made.root.parent / "shallow"))
    monkeypatch.chdir(made.root.parent / "shallow")
    assert "this clone is shallow" in diff("HEAD~1").stderr
    assert diff().exit_code == 0


def test_what_is_right_in_a_broken_map_is_compared_and_that_is_said(made: Checkout) -> None:
    made.write(
        {MAP_FILE: WORSE.replace("channel: web", "chanel: web").replace("owner: sales\n", "owner: [\n")}
    )
    found = diff()
    assert found.exit_code == 0
    assert f"in {MAP_FILE} (the working folder): what can be read of it is compared" in found.output
    assert "removed" not in found.output.split("Note:")[0]
    back = diff("--format", "json")
    assert json.loads(back.stdout)["head"]["mistakes"][MAP_FILE] >= 1


def test_a_map_that_was_broken_in_the_base_is_not_called_new(made: Checkout) -> None:
    made.commit({MAP_FILE: "title: [\n"})
    made.write({MAP_FILE: MAP})
    found = diff("HEAD")
    assert found.exit_code == 0
    assert "mistake" in found.output
    assert "First order (map, added)" not in found.output


def test_a_base_without_maps_has_nothing_and_says_so(made: Checkout) -> None:
    made.git("checkout", "-q", "--orphan", "bare")
    made.git("rm", "-rq", "--cached", ".")
    (made.root / "README").write_text("x")
    made.git("add", "README")
    made.git("commit", "-qm", "Bare")
    made.git("checkout", "-qf", "main")
    found = diff("bare", "main")
    assert "holds no maps, so everything counts as added" in found.output
    assert "First order (map, added)" in found.output


def test_it_fails_only_where_it_was_asked_to(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE})
    assert diff().exit_code == 0
    assert diff("--fail-on", "regression").exit_code == 1
    made.write({MAP_FILE: MAP.replace("owner: sales", "owner: care")})
    assert diff("--fail-on", "regression").exit_code == 0
    assert diff("--fail-on", "review").exit_code == 1
    made.write({MAP_FILE: MAP})
    assert diff("--fail-on", "review").exit_code == 0


def test_links_lead_into_the_preview(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE})
    found = diff("--format", "markdown", "--preview-url", "https://pr-7.example").output
    assert "(https://pr-7.example/journeys/first-order/#first-order--t-wait)" in found
    found = diff("--format", "markdown", "--preview-url", "https://pr-7.example/7/index.html").output
    assert "(https://pr-7.example/7/journeys/first-order/index.html#first-order--t-wait)" in found
    assert diff("--preview-url", "javascript:alert(1)").exit_code == 2


def test_notes_for_github_name_file_and_line_and_are_ten_at_most(made: Checkout) -> None:
    steps = "".join(f"      - {{id: s{at}, title: Step {at}, emotion: {{ana: 1}}}}\n" for at in range(15))
    made.commit({MAP_FILE: MAP + steps})
    made.write({MAP_FILE: WORSE + steps.replace("ana: 1}", "ana: -1}")})
    lines = diff("--format", "github").output.splitlines()
    assert len(lines) == 10
    assert all(line.startswith(f"::notice file={MAP_FILE},line=") for line in lines)
    assert lines[-1].endswith("%0Aand 7 more changes, see the report")
    assert "error" not in "".join(lines)


def test_json_has_what_its_documentation_names(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE})
    content = json.loads(diff("--format", "json").stdout)
    assert (content["format"], content["version"]) == ("journeybook-diff", 1)
    (thing,) = content["things"]
    assert (thing["kind"], thing["id"], thing["sort"], thing["ask"]) == (
        "journey",
        "first-order",
        "regression",
        ["sales"],
    )
    felt = next(each for each in thing["changes"] if each["field"] == "emotion")
    assert (felt["before"], felt["after"], felt["filename"], felt["line"]) == (-1.0, -2.0, MAP_FILE, 24)
    assert thing["curve"]["lowest"]["after"]["step"] == "wait"


def test_html_stands_alone_and_shows_no_word_as_markup(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE.replace("title: Waits", "title: '<img src=x onerror=alert(1)>'")})
    out = made.root / "report.html"
    assert diff("--format", "html", "--out", str(out)).exit_code == 0
    html = out.read_text("utf-8")
    assert "<img" not in html
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")
    assert html.count('<path class="line') == 2


def test_a_comment_calls_nobody_links_nowhere_and_fits(made: Checkout) -> None:
    title = "@team/all #12 https://x.example [a](b) `c` <b> | www.x.example"
    made.write({MAP_FILE: MAP.replace("title: Waits", f"title: '{title}'")})
    found = diff("--format", "markdown").output
    assert found.startswith("<!-- journeybook-diff v1 -->\n")
    for call in ("@team", "#12", "https://x", "[a](b)", "<b>", "www.x"):
        assert call not in found
    many = {
        f"maps/journeys/m{at}.yml": f"title: Map {at}\nsummary: {'long ' * 200}\nstages:\n"
        + "".join(f"  - title: {'Stage ' * 15}{number}\n" for number in range(20))
        for at in range(120)
    }
    made.commit(many)
    made.write({name: text.replace("Stage", "Phase") for name, text in many.items()})
    cut = diff("--format", "markdown").output
    assert len(cut) <= 60_000
    assert "more things changed than fit into a comment" in cut


def test_what_a_repository_sets_is_not_run(made: Checkout) -> None:
    canary = made.root.parent / "canary"
    script = made.root.parent / "run.sh"
    script.write_text(f"#!/bin/sh\ntouch {canary}\ncat\n")
    script.chmod(0o755)
    for setting in (
        "core.pager",
        "core.fsmonitor",
        "diff.external",
        "diff.x.textconv",
        "filter.x.smudge",
        "log.mailmap",
    ):
        made.git("config", setting, str(script) if setting != "log.mailmap" else "true")
    made.git("config", "core.hooksPath", str(made.root.parent))
    made.commit({MAP_FILE: WORSE, ".gitattributes": "*.yml diff=x filter=x\n"})
    canary.unlink(missing_ok=True)
    assert "worse for customers" in diff("HEAD~1", "HEAD").output
    assert not canary.exists()


def test_links_and_names_that_lead_out_are_not_followed(made: Checkout, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("title: Secret\nstages: [{title: A}]\n")
    (made.root / "maps" / "journeys" / "leak.yml").symlink_to(tmp_path / "secret.yml")
    made.commit({})
    found = diff("HEAD~1", "HEAD")
    assert found.exit_code == 0
    assert "Secret" not in found.output


def test_git_shows_a_map_in_words_when_it_is_told_to(made: Checkout) -> None:
    made.write({MAP_FILE: WORSE})
    old = made.root.parent / "old.yml"
    old.write_text(MAP, encoding="utf-8")
    new = made.root / MAP_FILE
    seven = [MAP_FILE, str(old), "0" * 40, "100644", str(new), "0" * 40, "100644"]
    found = CliRunner().invoke(journeybook, ["git-diff-driver", *seven])
    assert found.exit_code == 0
    assert "feeling of ana, now lower: frustrated (−1) → very frustrated (−2)" in found.output
    assert CliRunner().invoke(journeybook, ["git-diff-driver", "a", "b"]).exit_code == 2
    gone = CliRunner().invoke(journeybook, ["git-diff-driver", *seven[:4], "/dev/null", ".", "."])
    assert "First order (map, removed)" in gone.output


def test_help_comes_without_what_only_a_comparison_needs() -> None:
    code = "import sys, journeybook.cli; print([each for each in sys.modules if 'history' in each])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
