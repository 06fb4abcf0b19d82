"""A build that takes over what has not changed writes the site that a build without a cache writes."""

from __future__ import annotations

import datetime
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeybook.site.output_cache import FILES, MANIFEST
from pictures import plain_picture
from random_edits import RandomEdits
from small_portal import AMIRA, CONFIG, ORDERING, Done, build, page, tree_digest, write

CACHE = Path(".cache", "journeybook")
VOCABULARY = "channels:\n  website: {title: Website}\n  shop: {title: Shop}\n"
FOLLOWED = ORDERING.replace("Ordering", "Returning").replace(
    "title: Waits", "title: Waits\n        journey: ordering"
)
MOVING = "title: Moving house\nstages: [{title: Pack, steps: [{title: Packs}]}]\n"
NOTES = "# Notes\n\nSee [[ordering#pay|the payment]] and [the map](journeys/ordering.md).\n"


@pytest.fixture
def portal(tmp_path: Path) -> Path:
    return write(
        tmp_path / "portal",
        {
            "mkdocs.yml": CONFIG,
            "docs/notes.md": NOTES,
            "maps/vocabulary.yml": VOCABULARY,
            "maps/journeys/ordering.yml": ORDERING,
            "maps/journeys/returning.yml": FOLLOWED,
            "maps/journeys/paying.yml": ORDERING.replace("Ordering", "Paying"),
            "maps/personas/amira.yml": AMIRA,
        },
    )


FIRST_DAY = datetime.date(2026, 9, 1)


def jobs(count: int, day: datetime.date = FIRST_DAY) -> dict[str, str]:
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return {"JOURNEYBOOK_JOBS": str(count), "SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}


def built(root: Path, *options: str, count: int = 1, day: datetime.date = FIRST_DAY) -> dict[str, str]:
    """The site of a build that must succeed."""
    done = build(root, *options, env=jobs(count, day))
    assert done.code == 0, done.log
    return tree_digest(root / "site")


def anew(root: Path, copy: Path, day: datetime.date = FIRST_DAY) -> tuple[Done, dict[str, str]]:
    """What a build of the same sources gives that knows of no earlier one."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    done = build(copy, env=jobs(1, day))
    return done, tree_digest(copy / "site") if done.code == 0 else {}


def kept(root: Path) -> list[Path]:
    return sorted(path for path in (root / CACHE / FILES).iterdir() if path.is_file())


def times(root: Path) -> dict[str, int]:
    """When each page was written: one that was taken over keeps its time."""
    return {path.parent.name: path.stat().st_mtime_ns for path in (root / "site").rglob("index.html")}


def test_after_random_edits_a_site_is_as_if_it_were_built_anew(portal: Path, tmp_path: Path) -> None:
    edits = RandomEdits(portal / "maps", 1)
    said, compared = [], 0
    for number in range(4):
        day = FIRST_DAY + number * datetime.timedelta(days=40)
        warm = build(portal, env=jobs(1 + number % 2, day))
        cold, site = anew(portal, tmp_path / "anew", day)
        assert warm.code == cold.code, (said, warm.log, cold.log)
        assert [line for line in warm.lines if "WARNING" in line] == [
            line for line in cold.lines if "WARNING" in line
        ]
        if cold.code == 0:
            compared += 1
            assert tree_digest(portal / "site") == site, said
        said += [edits.next(), edits.next()]
    assert compared > 1


def test_only_what_an_edit_concerns_is_made_again(portal: Path) -> None:
    built(portal)
    before = times(portal)
    path = portal / "maps" / "journeys" / "paying.yml"
    path.write_text(path.read_text("utf-8").replace("card number", "long number"), "utf-8")
    built(portal)
    after = times(portal)
    assert after["paying"] != before["paying"]
    assert after["JB308"] == before["JB308"]
    assert all(each.stat().st_nlink == 1 for each in (portal / "site").rglob("index.html"))


DAILY = {
    "404.html",
    "assets/journeybook-dates.js",
    "index.html",
    "insights/health/index.html",
    "llms-full.txt",
    "llms.txt",
    "portal.json",
    "review/index.html",
    "sitemap.xml",
    "sitemap.xml.gz",
}
"""The files that may be written anew on another day although nothing is due: they name the day, or come from MkDocs."""


def test_on_the_next_day_only_files_that_name_the_day_are_made_again(portal: Path, tmp_path: Path) -> None:
    built(portal)
    before = {path: path.stat().st_mtime_ns for path in (portal / "site").rglob("*") if path.is_file()}
    next_day = FIRST_DAY + datetime.timedelta(days=1)
    site = built(portal, day=next_day)
    assert site == anew(portal, tmp_path / "anew", next_day)[1]
    again = {
        path.relative_to(portal / "site").as_posix()
        for path, time in before.items()
        if path.stat().st_mtime_ns != time
    }
    ours = {path for path in again if not path.startswith(("assets/", "fonts/", "pagefind/", "notes/"))}
    assert {path for path in ours - DAILY if not path.endswith("/map.json")} == set()
    assert {f"journeys/{key}/map.json" for key in ("ordering", "returning", "paying")} <= again


def test_a_review_that_falls_due_overnight_is_overdue_on_the_page(portal: Path, tmp_path: Path) -> None:
    built(portal, day=datetime.date(2026, 11, 4))
    before = times(portal)
    late = datetime.date(2026, 11, 5)
    assert built(portal, day=late) == anew(portal, tmp_path / "anew", late)[1]
    after = times(portal)
    assert after["ordering"] != before["ordering"]
    assert after["amira"] == before["amira"]


def test_the_list_of_pages_holds_no_page(portal: Path) -> None:
    """It is read as a whole, up to a size, so it must stay small with many maps."""
    built(portal)
    assert b"card number" not in (portal / CACHE / MANIFEST).read_bytes()
    assert any(b"card number" in path.read_bytes() for path in kept(portal))


def test_a_page_of_another_site_folder_comes_from_the_cache(portal: Path) -> None:
    first = built(portal)
    assert build(portal, "--site-dir", "other", env=jobs(1)).code == 0
    assert tree_digest(portal / "other") == first
    page = portal / "other" / "journeys" / "ordering" / "index.html"
    page.write_text("edited", "utf-8")
    assert built(portal) == first


def _cut(root: Path) -> None:
    path = root / CACHE / MANIFEST
    path.write_bytes(path.read_bytes()[:-20])


def _forge(root: Path) -> None:
    path = root / CACHE / MANIFEST
    path.write_bytes(path.read_bytes().replace(b"ordering", b"orderinq"))


def _swap_files(root: Path) -> None:
    one, *others = kept(root)
    for other in others:
        other.write_bytes(one.read_bytes())


def _empty_files(root: Path) -> None:
    for path in kept(root):
        path.write_bytes(b"")


def _remove_files(root: Path) -> None:
    shutil.rmtree(root / CACHE / FILES)


def _link_away(root: Path) -> None:
    away = root.parent / "away"
    (root / CACHE / FILES).rename(away)
    (away / ("0" * 64)).write_bytes(b"somebody's own")
    (root / CACHE / FILES).symlink_to(away)


def _file_in_its_place(root: Path) -> None:
    shutil.rmtree(root / CACHE)
    (root / CACHE).write_text("", "utf-8")


DAMAGE = (_cut, _forge, _swap_files, _empty_files, _remove_files, _link_away, _file_in_its_place)


def test_a_damaged_cache_is_no_matter(portal: Path) -> None:
    first = built(portal)
    for damage in DAMAGE:
        shutil.rmtree(portal / "site")
        damage(portal)
        done = build(portal, env=jobs(1))
        assert (done.code, tree_digest(portal / "site")) == (0, first), (damage, done.log)
        assert "WARNING" not in done.log
        if damage is _link_away:
            assert (portal.parent / "away" / ("0" * 64)).read_bytes() == b"somebody's own"


def test_an_edited_site_is_built_right_and_the_cache_is_not_touched(portal: Path) -> None:
    first = built(portal)
    stored = {path.name: path.read_bytes() for path in kept(portal)}
    for path in (portal / "site").rglob("*.html"):
        with path.open("a", encoding="utf-8") as stream:
            stream.write("<p>by hand</p>")
    assert {path.name: path.read_bytes() for path in kept(portal)} == stored
    assert built(portal) == first


def test_a_copy_of_a_site_by_links_stays_a_copy(portal: Path) -> None:
    first = built(portal)
    shutil.copytree(portal / "site", portal / "copy", copy_function=os.link)
    assert built(portal) == first
    assert all(path.stat().st_nlink == 1 for path in (portal / "site").rglob("index.html"))


OWN = "{name: material, custom_dir: templates}"
EDITOR = "[journeybook: {editor_uri_template: 'https://e.example/{path}'}]"
MAIN = "{% extends 'base.html' %}{% block announce %}{% include 'note.txt' %}{% endblock %}"
CHANGES = (
    {"mkdocs.yml": CONFIG.replace("Small", "Large"), "docs/more.md": "# More\n"},
    {
        "mkdocs.yml": CONFIG.replace("{name: material}", OWN).replace("[journeybook]", EDITOR),
        "templates/main.html": MAIN,
        "templates/note.txt": "One",
    },
    {"templates/note.txt": "Two", "docs/notes.md": "# Other notes\n\n```journey\nref: ordering\n```\n"},
    {"maps/vocabulary.yml": VOCABULARY.replace("Website", "Page")},
)


def test_other_settings_and_templates_give_another_site(portal: Path, tmp_path: Path) -> None:
    built(portal)
    for changes in CHANGES:
        write(portal, changes)
        done, site = anew(portal, tmp_path / "anew")
        assert done.code == 0, done.log
        assert built(portal) == site, changes


@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": CONFIG.replace("[journeybook]", "[journeybook: {cache: false}]")},
        {
            "mkdocs.yml": CONFIG.replace("{name: material}", OWN),
            "templates/main.html": "{% extends 'base.html' %}{% block footer %}{{ build_date_utc }}{% endblock %}",
        },
    ],
)
def test_nothing_is_kept_where_it_is_not_wanted_or_pages_show_the_time(
    portal: Path, files: dict[str, str]
) -> None:
    built(write(portal, files))
    assert not (portal / CACHE / FILES).exists()


def test_what_no_page_needs_any_more_leaves_the_cache(portal: Path) -> None:
    built(portal)
    before = {path.name for path in kept(portal)}
    (portal / "maps" / "journeys" / "paying.yml").unlink()
    built(portal)
    after = {path.name for path in kept(portal)}
    assert len(after) < len(before)
    assert before - after


def test_builds_at_the_same_time_write_the_same_sites(portal: Path) -> None:
    first = built(portal)
    apart = jobs(1) | {"PYTHONHASHSEED": "1"}  # in processes of their own
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(build, portal, "--site-dir", name, env=apart) for name in ("left", "right")]
        for run in runs:
            assert run.result().code == 0, run.result().log
    assert tree_digest(portal / "left") == tree_digest(portal / "right") == first
    assert built(portal) == first


THEIRS = CONFIG.replace(
    "[journeybook]",
    "\n  - journeybook:\n      federation:\n        partner:\n          title: Partner\n"
    "          folder: ../partner\n          address: ../partner/\n",
)


def test_a_change_of_another_portal_is_seen(portal: Path, tmp_path: Path) -> None:
    theirs = write(tmp_path / "partner", {"mkdocs.yml": CONFIG, "maps/journeys/moving.yml": MOVING})
    linked = ORDERING.replace("summary: From", "narrative: See [[partner:moving]].\nsummary: From")
    write(portal, {"mkdocs.yml": THEIRS, "maps/journeys/ordering.yml": linked})
    built(portal)
    assert "Moving house" in page(portal, "journeys/ordering")
    write(theirs, {"maps/journeys/moving.yml": MOVING.replace("Moving house", "Moving flat")})
    site = built(portal)
    assert "Moving flat" in page(portal, "journeys/ordering")
    assert site == anew(portal, tmp_path / "anew")[1]


def test_a_cache_whose_folder_cannot_be_made_changes_nothing(portal: Path) -> None:
    first = built(portal)
    _remove_files(portal)
    (portal / CACHE / FILES).write_text("in its place", "utf-8")
    for _ in range(2):
        shutil.rmtree(portal / "site")
        done = build(portal, env=jobs(1))
        assert (done.code, tree_digest(portal / "site")) == (0, first), done.log
        assert "WARNING" not in done.log
    assert (portal / CACHE / FILES).read_text("utf-8") == "in its place"


def test_a_changed_picture_is_encoded_again_and_its_map_only_where_its_size_changes(portal: Path) -> None:
    paying = portal / "maps/journeys/paying.yml"
    paying.write_text(
        paying.read_text("utf-8").replace("emotion: 1", "image: {src: page.png, alt: A page}"), "utf-8"
    )
    picture = portal / "maps/journeys/page.png"
    address = "images/journeys/page.png.webp"
    picture.write_bytes(plain_picture(30, 20, "red"))
    first, written = built(portal), times(portal)
    picture.write_bytes(plain_picture(30, 20, "blue"))
    second = built(portal)
    assert first[address] != second[address]
    assert {**times(portal), "notes": 0} == {**written, "notes": 0}  # MkDocs writes pages by hand itself
    picture.write_bytes(plain_picture(60, 20, "blue"))
    third, after = built(portal), times(portal)
    assert second[address] != third[address]
    assert after["paying"] != written["paying"]
    assert after["ordering"] == written["ordering"]
