"""A checkout of somebody else's, with settings and files that make git run something: nothing of it runs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.history import git
from journeybook.history.git import GitError, open_repository
from places import PACKAGE
from repositories import MAP, MAP_FILE, Checkout, checkout


@pytest.fixture
def made(tmp_path: Path) -> Checkout:
    return checkout(tmp_path / "portal")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that leaves a file beside it where it is run, and hands its input on."""
    path = tmp_path / "evil"
    path.write_text('#!/bin/sh\necho ran > "$(dirname "$0")/ran"\ncat\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def ran(program: Path) -> bool:
    return (program.parent / "ran").exists()


def ask_everything(made: Checkout) -> None:
    """Every command that asks git, while a file of the working folder seems to have changed."""
    head = made.git("-c", "core.fsmonitor=false", "rev-parse", "HEAD")
    call = CliRunner().invoke
    for arguments in (
        ["check", "--changed-since", head],
        ["diff", "HEAD"],
        ["changelog"],
        ["ci", "take", head],
    ):
        # The same content at another time: git must read the file to know.
        (made.root / MAP_FILE).write_text(MAP, encoding="utf-8")
        os.utime(made.root / MAP_FILE, (1, 1))
        found = call(journeybook, arguments)
        assert found.exit_code in (0, 1), found.output


ROUTES = {
    "a filter": {"filter.evil.clean": "{evil}", "filter.evil.required": "true"},
    "a filter with marks in its name": {"filter.a=b.clean": "{evil}"},
    "a filter that is a process": {"filter.evil.process": "{evil}", "filter.evil.required": "true"},
    "a program for differences": {"diff.external": "{evil}", "diff.evil.command": "{evil}"},
    "a program that turns files into text": {"diff.evil.textconv": "{evil}"},
    "a watcher of files": {"core.fsmonitor": "{evil}"},
    "a pager": {"core.pager": "{evil}", "pager.log": "{evil}", "pager.diff": "{evil}"},
    "a check of signatures": {"log.showSignature": "true", "gpg.program": "{evil}"},
    "names for commands": {"alias.status": "!{evil}", "alias.log": "!{evil}", "alias.diff": "!{evil}"},
    "hooks": {"core.hooksPath": "{folder}"},
    "programs that ask": {"core.editor": "{evil}", "core.askPass": "{evil}", "credential.helper": "!{evil}"},
}  # fmt: skip


def set_up(made: Checkout, program: Path, route: str) -> None:
    driver = "a=b" if "marks" in route else "evil"
    made.commit({".gitattributes": f"* filter={driver} diff=evil\n"})
    for name in ("post-index-change", "post-checkout", "reference-transaction"):
        (program.parent / name).write_bytes(program.read_bytes())
        (program.parent / name).chmod(0o755)
    for key, value in ROUTES[route].items():
        made.git("config", key, value.format(evil=program, folder=program.parent))


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_runs_that_the_settings_of_a_checkout_name(
    route: str, made: Checkout, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(made, program, route)
    monkeypatch.chdir(made.root)
    ask_everything(made)
    assert not ran(program)


@pytest.mark.parametrize("route", ["a filter", "a watcher of files"])
def test_the_guard_is_what_keeps_it_from_running(
    route: str, made: Checkout, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(made, program, route)
    monkeypatch.chdir(made.root)
    monkeypatch.setattr(git, "_without_filters", lambda _: {})
    monkeypatch.setattr(git, "_SETTINGS", tuple(each for each in git._SETTINGS if "fsmonitor" not in each))
    ask_everything(made)
    assert ran(program)


def test_files_that_look_like_a_repository_are_none(
    made: Checkout, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A proposal may hold such files: git keeps nothing that is called `.git`, and everything else.
    made.write(
        {
            "maps/HEAD": "ref: refs/heads/main\n",
            "maps/config": f'[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = "{made.root}"\n'
            f"\tfsmonitor = {program}\n[alias]\n\tstatus = !{program}\n",
            "maps/objects/keep": "",
            "maps/refs/keep": "",
        }
    )
    monkeypatch.chdir(made.root)
    found = CliRunner().invoke(journeybook, ["diff", "HEAD"])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "bare repository" in found.stderr
    with pytest.raises(GitError, match="bare repository"):
        open_repository(made.root / "maps")


def test_a_repository_whose_files_lie_elsewhere_is_not_written_to(made: Checkout, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    made.git("config", "core.worktree", str(tmp_path / "elsewhere"))
    with pytest.raises(GitError, match="another folder"):
        open_repository(made.root)


@pytest.mark.parametrize("guarded", [True, False])
def test_a_content_that_is_missing_is_not_fetched_by_a_program(
    guarded: bool, made: Checkout, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.write_text(program.read_text("utf-8").replace("\ncat\n", "\nexit 1\n"), encoding="utf-8")
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "evil",
        "remote.evil.url": f"ext::{program}",
        "remote.evil.promisor": "true",
        "protocol.ext.allow": "always",
    }.items():
        made.git("config", key, value)
    blob = made.git("rev-parse", f"HEAD:{MAP_FILE}")
    (made.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    if not guarded:
        environment = git._environment
        monkeypatch.setattr(
            git,
            "_environment",
            lambda settings: {
                key: value
                for key, value in environment(settings).items()
                if key not in ("GIT_ALLOW_PROTOCOL", "GIT_NO_LAZY_FETCH")
            },
        )
    with pytest.raises(GitError, match="lacks some of its contents"):
        list(open_repository(made.root).contents([blob]))
    assert ran(program) is not guarded


def test_orders_of_the_environment_are_not_taken(
    made: Checkout, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("GIT_EXTERNAL_DIFF", "GIT_SSH", "GIT_PAGER", "GIT_EDITOR", "GIT_PROXY_COMMAND"):
        monkeypatch.setenv(key, str(program))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_NAMESPACE", "other")
    monkeypatch.chdir(made.root)
    ask_everything(made)
    assert not ran(program)
    assert not (tmp_path / "index").exists()


def test_settings_of_the_environment_are_kept_beside_ours(
    made: Checkout, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(made, program, "a filter")
    made.git("remote", "add", "origin", "short:acme")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "url.https://git.example/.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "short:")
    monkeypatch.chdir(made.root)
    ask_everything(made)
    assert not ran(program)
    assert open_repository(made.root).ask("remote", "get-url", "origin") == "https://git.example/acme"


def test_a_git_that_never_answers_is_ended(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(made.root / "pipe")
    made.git("config", "include.path", str(made.root / "pipe"))
    monkeypatch.setattr(git, "SECONDS", 0.5)
    with pytest.raises(GitError, match="did not end within"):
        open_repository(made.root)


def test_paths_are_taken_word_for_word(made: Checkout) -> None:
    made.commit({"maps/journeys/[a].yml": "title: A\n", "maps/journeys/a.yml": "title: B\n"})
    listed = open_repository(made.root).run("ls-files", "--", "maps/journeys/[a].yml")
    assert listed == b"maps/journeys/[a].yml\n"


def test_contents_come_one_by_one_and_what_is_not_asked_for_is_not_read(made: Checkout) -> None:
    made.commit({f"docs/{number}.md": f"{number}\n" * 50_000 for number in range(120)})
    repository = open_repository(made.root)
    entries = {each.blob: each for each in repository.tree(repository.commit("HEAD"), "docs")}
    contents = repository.contents(entries)
    name, content = next(contents)
    assert len(content) == entries[name].size
    contents.close()
    assert [name for name, _ in repository.contents(entries)] == list(entries)


def test_git_is_run_in_one_place() -> None:
    starts = re.compile(r"\bsubprocess\.|os\.(?:system|popen|exec|spawn)|\bpty\b")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if starts.search(path.read_text("utf-8"))
    }
    others = {"publication/host_program.py", "search/pagefind_client.py"}  # the host, and the search program
    assert found == {"history/git.py", *others}
