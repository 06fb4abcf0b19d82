from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from pydantic import TypeAdapter

from journeybook.cache.sealed_files import FOLDER, load_sealed, save_sealed
from journeybook.cli import journeybook
from journeybook.history.changelog import read_history
from journeybook.library.objects import Kind, Ref
from journeybook.pages.page_plan import plan_assets, plan_pages, plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.loading import load
from repositories import FILES, MAP, MAP_FILE, Checkout, checkout
from small_portal import CONFIG, ORDERING, SOUND, build

WORSE = MAP.replace("emotion: {ana: -1}", "emotion: {ana: -2}")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    repository = checkout(tmp_path / "portal")
    repository.commit({MAP_FILE: WORSE}, "The wait is worse", "Bo Chen <bo@example.org>")
    monkeypatch.chdir(repository.root)
    return repository


def changelog(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["changelog", *arguments])


def edits(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(changelog("--format", "json", *arguments).stdout)["edits"]
    return found


@pytest.mark.usefixtures("made")
def test_the_newest_change_is_told_first_by_day_author_and_in_words() -> None:
    found = changelog().output
    assert found.startswith("2 March 2026\n  ▼ First order (map, worse for customers)\n")
    assert "Get it › Waits: feeling of Ana Lima, now lower: frustrated (−1) → very frustrated (−2)" in found
    assert "Bo Chen, " in found
    assert found.index("2 March 2026") < found.index("1 March 2026")


def test_it_is_the_same_cold_and_remembered_and_from_a_damaged_memory(made: Checkout) -> None:
    cold = changelog().output
    scale, commits = load_sealed(made.root, "changelog.json", TypeAdapter(Any))
    assert len(commits) == 2
    assert changelog().output == cold
    assert changelog("--no-cache").output == cold
    for odd in ({}, [], [scale, {next(iter(commits)): [["no"]]}], [[0, 1], commits]):
        save_sealed(made.root, "changelog.json", TypeAdapter(Any), odd)
        assert changelog().output == cold
    (made.root / FOLDER / "changelog.json").write_text("{}")
    assert changelog().output == cold
    made.commit({MAP_FILE: MAP}, "Better")
    assert "better for customers" in changelog().output.split("2 March")[0]


def test_a_map_a_persona_and_a_team_have_histories_of_their_own(made: Checkout) -> None:
    made.commit({"maps/journeys/other.yml": "title: Other\nowner: care\nstages: [{title: A}]\n"}, "Other")
    made.commit({"maps/journeys/other.yml": "title: Other\nowner: care\nstages: [{title: B}]\n"}, "Again")
    assert {each["id"] for each in edits("other")} == {"other"}
    assert {each["id"] for each in edits("--persona", "ana")} == {"ana", "first-order"}
    assert "first-order" in {each["id"] for each in edits("--team", "sales")}
    assert "first-order" not in {each["id"] for each in edits("--team", "care")}
    wrong = changelog("first-oder")
    assert (wrong.exit_code, "did you mean `first-order`?" in wrong.stderr) == (2, True)


def test_a_renamed_map_keeps_its_history(made: Checkout) -> None:
    new = "maps/journeys/buy/one-order.yml"
    made.git("mv", MAP_FILE, new)
    made.commit({new: WORSE + "was: [first-order]\n"}, "Rename")
    found = edits("one-order")
    assert [each["subject"] for each in found] == ["Rename", "The wait is worse", "Begin"]
    assert [each["subject"] for each in edits("first-order")] == [each["subject"] for each in found]


def test_programs_are_left_out_and_people_named_as_mailmap_has_it(made: Checkout) -> None:
    made.commit({".mailmap": "Robert Chen <bo@example.org>\n"}, "Names", "Ann Lee <ann@example.org>")
    made.commit({MAP_FILE: MAP}, "Bump", "dependabot[bot] <1+dependabot[bot]@example.org>")
    care = json.loads(changelog("--format", "json").stdout)["care"]
    order = next(each for each in care if each["id"] == "first-order")
    assert order["people"] == ["Ann Lee", "Robert Chen"]
    assert "@" not in changelog().output


def test_last_edited_and_last_reviewed_are_two_things(made: Checkout) -> None:
    made.commit({MAP_FILE: WORSE + "reviewed: 2026-01-15\n"}, "Reviewed")
    order = next(
        each
        for each in json.loads(changelog("--format", "json").stdout)["care"]
        if each["id"] == "first-order"
    )
    assert (order["last_edited"], order["last_reviewed"]) == ("2026-03-03", "2026-01-15")


def test_a_shallow_clone_tells_nothing_rather_than_something_wrong(
    made: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.git("clone", "-q", "--depth", "1", made.root.as_uri(), str(made.root.parent / "shallow"))
    monkeypatch.chdir(made.root.parent / "shallow")
    found = changelog()
    assert (found.exit_code, found.stdout) == (2, "")
    assert "this clone is shallow, and its history would be wrong" in found.stderr


@pytest.mark.usefixtures("made")
def test_only_what_came_after_a_revision() -> None:
    assert [each["subject"] for each in edits("--since", "HEAD~1")] == ["The wait is worse"]
    assert changelog("--since=--all").exit_code == 2


def test_the_feed_is_well_formed_and_stable(made: Checkout) -> None:
    made.commit({MAP_FILE: WORSE.replace("Waits", "Waits & <b>waits</b>")}, "Marks <&>")
    feed = changelog("--format", "atom", "--site-url", "https://maps.example").stdout
    assert feed == changelog("--format", "atom", "--site-url", "https://maps.example/").stdout
    root = etree.fromstring(feed.encode())
    name = {"a": "http://www.w3.org/2005/Atom"}
    ids = root.xpath("//a:id/text()", namespaces=name)
    assert len(ids) == len(set(ids)) > 3
    assert root.xpath("string(/a:feed/a:updated)", namespaces=name) == "2026-03-03T09:00:00Z"
    assert "https://maps.example/journeys/first-order/" in root.xpath(
        "//a:entry/a:link/@href", namespaces=name
    )


def test_a_portal_in_a_folder_of_a_repository_has_the_same_history(tmp_path: Path) -> None:
    made = Checkout(tmp_path / "whole")
    made.commit({f"por tal/{name}": text for name, text in FILES.items()}, "Begin")
    made.commit({f"por tal/{MAP_FILE}": WORSE, "maps/journeys/other.yml": "title: Elsewhere\n"}, "Worse")
    found = changelog("--maps", str(made.root / "por tal" / "maps")).output
    assert "First order (map, worse for customers)" in found
    assert "Elsewhere" not in found
    told = CliRunner().invoke(
        journeybook, ["diff", "HEAD~1", "HEAD", "--maps", str(made.root / "por tal" / "maps")]
    )
    assert "1 map worse for customers\n" in told.output


def test_many_things_that_came_at_once_are_one_line(made: Checkout) -> None:
    made.commit(
        {f"maps/journeys/m{at}.yml": f"title: Map {at}\nstages: [{{title: A}}]\n" for at in range(20)}, "Many"
    )
    assert "+ 20 things added" in changelog().output


def test_the_portal_tells_of_changes_where_there_is_a_history(made: Checkout) -> None:
    library = load(made.root).library
    history = read_history(made.root, "maps", library)
    pages, assets = plan_portal(Portfolio(library, "Maps", history=history))
    changes = next(each for each in pages if each.address == "changes/").make().body
    assert "2 March 2026" in changes
    assert "now lower: frustrated (−1) → very frustrated (−2)" in changes
    assert "changes.xml" in {each.address for each in assets}
    page = next(each for each in pages if each.ref == Ref(Kind.JOURNEY, "first-order")).make().body
    assert "Last edited" in page
    assert "Bo Chen" in page
    without = {each.address for each in plan_pages(library, site_name="Maps")}
    assert "changes/" not in without
    assert "changes.xml" not in {each.address for each in plan_assets(library)}


def test_a_build_tells_of_changes_unless_it_is_told_not_to(tmp_path: Path) -> None:
    root = tmp_path / "portal"
    made = Checkout(root)
    made.commit({name: str(text) for name, text in SOUND.items()}, "Begin")
    made.commit({"maps/journeys/ordering.yml": ORDERING.replace("emotion: 1", "emotion: -2")}, "<b>Worse</b>")
    assert build(root).code == 0
    page = (root / "site" / "changes" / "index.html").read_text("utf-8")
    assert "&lt;b&gt;Worse&lt;/b&gt;" in page
    assert "now lower: pleased (+1) → very frustrated (−2)" in page
    etree.parse(root / "site" / "changes.xml")
    (root / "mkdocs.yml").write_text(CONFIG.replace("[journeybook]", "[{journeybook: {history: false}}]"))
    assert build(root).code == 0
    assert not (root / "site" / "changes").exists()
