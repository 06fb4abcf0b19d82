"""Ids that changed since a revision and do not say so, told and written down through the command in a real repository."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.portal.check_cache import FEWEST
from repositories import FILES, MAP, MAP_FILE, Checkout

PUBLISHED = f"status: published\n{MAP}"
PERSONA = "maps/personas/ana.yml"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    made = Checkout(tmp_path / "portal")
    made.commit({**FILES, MAP_FILE: PUBLISHED}, "Begin")
    monkeypatch.chdir(made.root)
    return made


def check(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["check", "--changed-since", "HEAD", *arguments])


def told(*arguments: str) -> list[str]:
    """The findings of the rule, without their level and words."""
    lines = check("--select", "JB535", "--format", "concise", *arguments).stdout.splitlines()
    return [line.partition(": ")[0] + line.partition("]:")[2] for line in lines if "[JB535]" in line]


def change(portal: Checkout, *pairs: tuple[str, str], file: str = MAP_FILE) -> None:
    text = (portal.root / file).read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    portal.write({file: text})


def test_a_step_is_told_where_its_id_is_and_its_former_id_is_written_there(portal):
    change(
        portal,
        ("id: compare", "id: compare-prices"),
        ("title: Compares prices", "title: Compares all prices"),
    )
    place = f"{MAP_FILE}:9:13"
    assert told() == [f"{place} `compare` seems to be called `compare-prices` now, and nothing says so"]
    said = check("--select", "JB535").stdout
    assert "help: old links break; write `was: [compare]` here, or rename it with `journeybook mv`" in said
    assert "1 can be fixed with `--fix --unsafe-fixes`" in said
    check("--fix")
    assert "was:" not in (portal.root / MAP_FILE).read_text()
    assert check("--fix", "--unsafe-fixes", "--select", "JB535").stderr == "made 1 fix in 1 file\n"
    assert "title: Compares all prices\n        was: [compare]\n" in (portal.root / MAP_FILE).read_text()
    assert told() == []


def test_a_stage_an_id_made_of_a_title_and_the_map_itself_are_found(portal):
    text = PUBLISHED.replace("id: get\n    title: Get it", "id: get-it\n    title: Get it")
    portal.commit(
        {MAP_FILE: PUBLISHED.replace("      - id: pay\n        title: Pays", "      - title: Pays")}
    )
    (portal.root / MAP_FILE).unlink()
    moved = "maps/journeys/buy/the-first-order.yml"
    portal.write({moved: text.replace("      - id: pay\n        title: Pays", "      - title: Pays now")})
    change(portal, ("first-order#", "the-first-order#"), file="maps/recommendations/tracker.yml")
    assert told() == [
        f"{moved}:2:8 `first-order` seems to be called `the-first-order` now, and nothing says so",
        f"{moved}:13:16 `pays` seems to be called `pays-now` now, and nothing says so",
        f"{moved}:19:9 `get` seems to be called `get-it` now, and nothing says so",
    ]
    assert check("--fix", "--unsafe-fixes", "--select", "JB535").exit_code == 0
    assert (portal.root / moved).read_text().count("was: [") == 3
    assert told() == []


def test_a_thing_with_a_file_is_found_and_markdown_is_written_as_markdown(portal):
    portal.git("mv", PERSONA, "maps/personas/ana-lima.md")
    portal.write({"maps/personas/ana-lima.md": "---\ntitle: Ana Lima\nowner: care\n---\n"})
    change(portal, ("[ana]", "[ana-lima]"), ("{ana:", "{ana-lima:"))
    assert told() == [
        "maps/personas/ana-lima.md:2:8 `ana` seems to be called `ana-lima` now, and nothing says so"
    ]
    check("--fix", "--unsafe-fixes", "--select", "JB535")
    assert (portal.root / "maps/personas/ana-lima.md").read_text() == (
        "---\ntitle: Ana Lima\nwas: [ana]\nowner: care\n---\n"
    )


def test_nothing_is_told_of_what_says_so_of_what_is_new_and_of_what_is_gone(portal):
    change(portal, ("id: compare\n", "id: compare-prices\n        was: compare\n"))
    assert told() == []
    change(portal, ("id: compare-prices\n        was: compare\n", "id: compare\n"))
    portal.commit({"maps/personas/tom.yml": "title: Tom\nwas: [anna-maria]\n"})
    change(
        portal,
        ("      - id: wait\n        title: Waits", "      - id: unpack\n        title: Finds a torn box"),
    )
    change(portal, ("first-order#wait", "first-order#unpack"), file="maps/recommendations/tracker.yml")
    change(portal, ("emotion: {ana: -1}", "emotion: {ana: -2}"))
    assert told() == []


def test_another_file_that_did_not_change_may_say_so(portal):
    portal.commit({"maps/personas/tom.yml": "title: Tom\nowner: sales\nwas: [ana]\n"})
    portal.git("mv", PERSONA, "maps/personas/ana-lima.yml")
    change(portal, ("[ana]", "[ana-lima]"), ("{ana:", "{ana-lima:"))
    assert told() == []


@pytest.mark.parametrize("broken", ["title: [\n", PUBLISHED.replace("title: Pays", "titel: Pays")])
def test_what_could_not_be_read_then_or_cannot_be_read_now_neither_came_nor_went(portal, broken):
    renamed = PUBLISHED.replace("id: compare", "id: compare-prices")
    portal.commit({MAP_FILE: broken})
    portal.write({MAP_FILE: renamed})
    assert told() == []
    portal.commit({MAP_FILE: PUBLISHED})
    portal.write({MAP_FILE: broken.replace("id: compare", "id: compare-prices")})
    assert told() == []


def test_it_is_silenced_ignored_and_made_louder_as_other_advice(portal):
    renamed = PUBLISHED.replace("id: compare", "id: compare-prices")
    portal.write({MAP_FILE: renamed})
    assert len(told()) == 1
    assert "JB535" not in check("--ignore", "changed-id-without-was").stdout
    portal.write({"journeybook.toml": 'severity = {JB535 = "error"}\n'})
    assert check("--select", "JB535").exit_code == 1
    portal.write({MAP_FILE: renamed.replace("status: published", "status: draft"), "journeybook.toml": ""})
    assert told() == []
    silenced = renamed.replace(
        "      - id: compare", "      # journeybook: ignore JB535 -- another thing\n      - id: compare"
    )
    portal.write({MAP_FILE: silenced})
    assert told() == []
    # Without a revision nobody can tell that the remark is idle, and a fix would take it away.
    assert "JB010" not in CliRunner().invoke(journeybook, ["check"]).stdout
    portal.commit({})
    assert "JB010" not in check().stdout


def test_a_step_shared_with_a_map_that_did_not_change_is_compared_as_readers_see_it(portal):
    shared = "title: Second\nstatus: published\nstages:\n  - id: again\n    title: Again\n    steps:\n      - {id: {id}, title: Pays, same_as: first-order#pay}\n"
    file = "maps/journeys/second.yml"
    portal.commit({file: shared.replace("{id: {id}", "{id: settles")})
    portal.write({file: shared.replace("{id: {id}", "{id: hands-over-money")})
    assert told() == [f"{file}:7:14 `settles` seems to be called `hands-over-money` now, and nothing says so"]


def test_a_portal_that_remembers_its_maps_finds_the_same(portal):
    others = {f"maps/journeys/map-{at}.yml": f"title: Map {at}\n" for at in range(FEWEST)}
    portal.commit(others)
    portal.write({MAP_FILE: PUBLISHED.replace("id: compare", "id: compare-prices")})
    first = told()
    assert len(first) == 1
    assert told() == first
    assert told("--no-cache") == first


def test_a_clone_that_lacks_what_was_there_is_checked_all_the_same(portal):
    blob = portal.git("rev-parse", f"HEAD:{MAP_FILE}")
    portal.commit({MAP_FILE: PUBLISHED.replace("id: compare", "id: compare-prices")})
    assert "JB535" in check("--changed-since", "HEAD~1", "--select", "JB535").stdout
    (portal.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    done = check("--changed-since", "HEAD~1", "--select", "JB535")
    assert (done.exit_code, done.stdout) == (0, "No mistakes in 1 map.\n")


def test_a_folder_of_maps_below_the_top_and_of_another_name_is_compared_too(portal, monkeypatch):
    moved = {f"sites/cards/{name.removeprefix('maps/')}": text for name, text in FILES.items()}
    file = f"sites/cards/{MAP_FILE.removeprefix('maps/')}"
    portal.commit({**moved, file: PUBLISHED})
    portal.write({file: PUBLISHED.replace("id: compare", "id: compare-prices")})
    monkeypatch.chdir(portal.root / "sites")
    assert [line.partition(" ")[0] for line in told("cards")] == [f"{file.removeprefix('sites/')}:9:13"]
