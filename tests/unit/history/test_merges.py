"""What merges decide by themselves, and repositories that belong to somebody else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.history.changelog import read_history
from journeybook.history.edits import Edit
from journeybook.history.git import GitError, open_repository
from journeybook.library.objects import Kind, Ref
from journeybook.sources.loading import load
from repositories import MAP, MAP_FILE, Checkout, checkout

WAIT = "{ana: -1}"


@pytest.fixture
def made(tmp_path: Path) -> Checkout:
    return checkout(tmp_path)


def edits(made: Checkout) -> tuple[Edit, ...]:
    library = load(made.root, "maps").library
    return read_history(made.root, "maps", library, remembering=False).edits


def felt(edit: Edit) -> list[tuple[object, object]]:
    return [(each.before, each.after) for each in edit.changes if each.field == "emotion"]


def merge(made: Checkout, files: dict[str, str]) -> str:
    """Merge the branch `other` with these files as the result."""
    made.git("merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "other", day=8)
    return made.commit(files, "Merge the two")


def diverge(made: Checkout, theirs: dict[str, str], ours: dict[str, str]) -> None:
    """Two lines of work: `other` with the first files, `main` with the second."""
    made.git("checkout", "-q", "-b", "other")
    made.commit(theirs, "Theirs")
    made.git("checkout", "-q", "main")
    made.commit(ours, "Ours")


def test_a_value_settled_in_a_merge_is_told_and_dated_by_it(made):
    diverge(
        made,
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.2}")},
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.8}")},
    )
    commit = merge(made, {MAP_FILE: MAP.replace(WAIT, "{ana: -0.5}")})
    told = [each for each in edits(made) if each.commit == commit]
    assert [felt(each) for each in told] == [[(-1.8, -0.5)]]
    assert told[0].subject == "Merge the two"


@pytest.mark.parametrize(("settled", "lost"), [("-1.8", -1.2), ("-1.2", -1.8)])
def test_a_merge_that_takes_one_side_tells_what_the_other_one_lost(made, settled, lost):
    diverge(
        made,
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.2}"), "maps/personas/tom.yml": "title: Tom\n"},
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.8}"), "maps/personas/eve.yml": "title: Eve\n"},
    )
    text = MAP.replace(WAIT, f"{{ana: {settled}}}")
    commit = merge(made, {MAP_FILE: text, "maps/personas/tom.yml": "title: Tom\n"})
    told = [each for each in edits(made) if each.commit == commit]
    assert [felt(each) for each in told] == [[(lost, float(settled))]]


def test_what_one_side_lost_in_a_file_that_both_had_changed_is_told(made):
    theirs = MAP.replace(WAIT, "{ana: -1.2}").replace("title: Compares prices", "title: Compares")
    ours = MAP.replace(WAIT, "{ana: -1.8}").replace("emotion: {ana: 1}", "emotion: {ana: 2}")
    diverge(made, {MAP_FILE: theirs}, {MAP_FILE: ours})
    commit = merge(made, {MAP_FILE: ours.replace("title: Compares prices", "title: Compares")})
    told = [each for each in edits(made) if each.commit == commit]
    assert [felt(each) for each in told] == [[(-1.2, -1.8)]]


def test_a_branch_that_took_main_over_on_its_way_tells_nothing_twice(made):
    diverge(
        made,
        {MAP_FILE: MAP.replace("title: Compares prices", "title: Compares")},
        {MAP_FILE: MAP.replace(WAIT, "{ana: -2}")},
    )
    both = MAP.replace(WAIT, "{ana: -2}").replace("title: Compares prices", "title: Compares")
    made.git("checkout", "-q", "other")
    made.git("merge", "-q", "--no-commit", "--no-ff", "-s", "ours", "main", day=8)
    first = made.commit({MAP_FILE: both}, "Take main over")
    made.git("checkout", "-q", "main")
    made.commit({"maps/personas/tom.yml": "title: Tom\n"}, "Tom")
    second = merge(made, {MAP_FILE: both})
    assert not [each for each in edits(made) if each.commit in (first, second)]


def test_a_merge_of_what_two_people_did_elsewhere_tells_nothing_twice(made):
    theirs = MAP.replace(WAIT, "{ana: -2}")
    ours = MAP.replace("title: Compares prices", "title: Compares")
    diverge(made, {MAP_FILE: theirs}, {MAP_FILE: ours})
    both = theirs.replace("title: Compares prices", "title: Compares")
    commit = merge(made, {MAP_FILE: both})
    told = edits(made)
    assert [each for each in told if each.commit == commit] == []
    assert [pair for each in told for pair in felt(each)] == [(-1, -2)]
    history = read_history(made.root, "maps", load(made.root, "maps").library, remembering=False)
    # A merge of what others wrote is nobody's edit: the map was last touched by those two.
    assert history.care[Ref(Kind.JOURNEY, "first-order")].last.isoformat() == "2026-03-03"


def test_a_persona_written_in_a_merge_is_told(made):
    diverge(made, {"maps/personas/tom.yml": "title: Tom\n"}, {"maps/personas/eve.yml": "title: Eve\n"})
    commit = merge(
        made,
        {"maps/personas/tom.yml": "title: Tom\n", "maps/personas/ida.yml": "title: Ida\n"},
    )
    assert [each.ref for each in edits(made) if each.commit == commit] == [Ref(Kind.PERSONA, "ida")]


def test_the_feed_tells_what_a_merge_settled(made, monkeypatch):
    diverge(
        made,
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.2}")},
        {MAP_FILE: MAP.replace(WAIT, "{ana: -1.8}")},
    )
    merge(made, {MAP_FILE: MAP.replace(WAIT, "{ana: -0.5}")})
    monkeypatch.chdir(made.root)
    done = CliRunner().invoke(journeybook, ["changelog", "--format", "atom"])
    assert "−0.5" in done.output or "-0.5" in done.output


@pytest.fixture
def foreign(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A repository of another account."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can give files to another account")
    for path in (made.root, made.root / ".git"):
        os.chown(path, 54321, 54321)
    monkeypatch.delenv("SUDO_UID", raising=False)
    monkeypatch.setenv("HOME", str(made.root))
    monkeypatch.chdir(made.root)
    return made


def test_a_repository_of_another_account_comes_with_its_way_out(foreign):
    with pytest.raises(GitError, match=r"safe\.directory") as caught:
        open_repository(foreign.root)
    assert str(foreign.root) in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["diff"], 2),
        (["changelog"], 2),
        (["check", "--changed-since", "main"], 2),
        (["ci", "take", "main"], 2),
        (["check"], 0),
        (["ci", "owners"], 0),
        (["init", "--no-input"], 0),
    ],
)
@pytest.mark.usefixtures("foreign")
def test_every_command_that_asks_git_names_the_way_out(arguments, status):
    done = CliRunner().invoke(journeybook, arguments)
    assert done.exit_code == status
    assert "git config --global --add safe.directory" in done.stderr
