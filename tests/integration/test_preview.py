"""`mkdocs serve` under bad and good edits: it never dies, never hangs, shows what is wrong and heals."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_portal import CONFIG, ORDERING, SECONDS, SOUND, Preview, preview, write


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    root = write(tmp_path_factory.mktemp("preview"), SOUND)
    with preview(root, tmp_path_factory.mktemp("log") / "serve.log") as started:
        yield started


@pytest.fixture(scope="module")
def sound_index(running: Preview) -> str:
    """What the index of the sound portal is called."""
    return index_name(running.wait(INDEX, "languages"))


def index_name(entry: str) -> str:
    found = re.search(r'"hash": ?"([^"]+)"', entry)
    assert found
    return found[1]


@pytest.fixture(autouse=True)
def _sound_again(running: Preview, sound_index: str) -> Iterator[None]:
    """Every test begins and ends with the sound portal."""
    yield
    for path in sorted((running.root / "maps").rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(running.root).as_posix() not in SOUND:
            path.unlink()
    write(running.root, SOUND)
    running.wait("journeys/ordering/", "Types the card number twice", absent="jb-notice")
    running.wait("", absent="jb-notice")
    running.wait(INDEX, sound_index)


INDEX = "pagefind/pagefind-entry.json"
"""Names the files of the index after their content."""

MAP = "maps/journeys/ordering.yml"


def test_an_edit_of_a_map_is_shown(running: Preview) -> None:
    write(running.root, {MAP: ORDERING.replace("Types the card number", "Reads the terms")})
    running.wait("journeys/ordering/", "Reads the terms twice", absent="Types the card number")


def test_drawings_are_made_when_somebody_asks_and_follow_edits(running: Preview) -> None:
    assert "Pays" in running.wait("journeys/ordering/map.svg", "<svg")
    assert running.get("journeys/ordering/map-dark.svg")[0] == 200
    assert running.get("journeys/nothing/map.svg")[0] == 404
    write(running.root, {MAP: ORDERING.replace("title: Pays", "title: Hesitates")})
    running.wait("journeys/ordering/map.svg", "Hesitates", absent="Pays")


def test_a_new_map_appears_and_a_deleted_one_goes(running: Preview) -> None:
    write(running.root, {"maps/journeys/new/returning.yml": "title: Returning\nstages: [{title: Pack}]\n"})
    running.wait("journeys/returning/", "Returning")
    running.wait("journeys/", "Returning")
    (running.root / "maps/journeys/new/returning.yml").unlink()
    running.wait_gone("journeys/returning/")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'title: "Half\nstages: [\n', "ordering.yml:1"),
        (b"\xff\xfe\x00\x01\x02", "ordering.yml"),
        (b"", "ordering.yml"),
        (b"title: Ordering\nstages: no\n", "ordering.yml:2"),
        (b"title: " + b"[" * 5000, "ordering.yml:1"),
        (b"a: &a [*a, *a]\n", "ordering.yml:1"),
        (ORDERING.replace("title: Pays", "titel: Pays").encode(), "ordering.yml:11"),
    ],
)
def test_a_broken_map_shows_what_is_wrong_where_and_heals(
    content: bytes, place: str, running: Preview
) -> None:
    write(running.root, {MAP: content})
    text = running.wait("journeys/ordering/", "jb-finding--error", place)
    assert "<nav" in text
    # The rest is served as ever.
    assert "Amira Haddad" in running.get("personas/amira/")[1]
    assert "jb-notice--error" in running.wait("", "ordering.yml")
    write(running.root, {MAP: ORDERING})
    running.wait("journeys/ordering/", "Types the card number twice", absent="jb-finding--error")


def test_an_excerpt_points_at_the_mistake_and_help_says_the_way_out(running: Preview) -> None:
    write(running.root, {MAP: ORDERING.replace("[amira]", "[amina]")})
    text = running.wait("journeys/ordering/", "jb-finding--error")
    assert "personas: [<mark>amina</mark>]" in text
    assert "<i>personas: [</i>^^^^^<" in text
    assert "did you mean <code>amira</code>" in text


def test_a_broken_vocabulary_and_persona_do_no_harm_to_the_rest(running: Preview) -> None:
    write(running.root, {"maps/vocabulary.yml": b"channels: [[[\n", "maps/personas/amira.yml": "{"})
    running.wait("", "maps/vocabulary.yml:", "maps/personas/amira.yml:1")
    assert "amira.yml:1" in running.wait("personas/amira/", "jb-finding--error")
    assert running.get("journeys/ordering/")[0] == 200


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_map_that_may_not_be_read_is_said(running: Preview) -> None:
    path = running.root / MAP
    path.chmod(0)
    try:
        running.wait("journeys/ordering/", "jb-finding--error")
    finally:
        path.chmod(0o644)


def test_links_to_nowhere_and_pipes_are_said(running: Preview) -> None:
    (running.root / "maps/journeys/loop.yml").symlink_to("loop.yml")
    os.mkfifo(running.root / "maps/journeys/pipe.yml")
    try:
        running.wait("", "maps/journeys/loop.yml", "maps/journeys/pipe.yml")
        assert running.get("journeys/ordering/")[0] == 200
    finally:
        (running.root / "maps/journeys/loop.yml").unlink()
        (running.root / "maps/journeys/pipe.yml").unlink()


def test_the_folder_of_the_maps_may_go_and_come_back(running: Preview) -> None:
    away = running.root / "away"
    shutil.move(running.root / "maps", away)
    running.wait_gone("journeys/ordering/")
    assert running.get("")[0] == 200
    shutil.move(away, running.root / "maps")
    running.wait("journeys/ordering/", "Types the card number twice")
    # The folder that came back is watched like the first.
    write(running.root, {MAP: ORDERING.replace("Waits", "Waits and waits")})
    running.wait("journeys/ordering/", "Waits and waits")


def test_a_hand_written_page_that_is_no_text_says_so_and_heals(running: Preview) -> None:
    write(running.root, {"docs/notes.md": b"# caf\xe9\n"})
    running.wait("notes/", "not UTF-8 text", "docs/notes.md:1")
    assert running.get("journeys/ordering/")[0] == 200
    write(running.root, {"docs/notes.md": SOUND["docs/notes.md"]})
    running.wait("notes/", "the payment", absent="UTF-8")


def test_a_hand_written_page_says_which_of_its_links_lead_nowhere(running: Preview) -> None:
    write(running.root, {"docs/notes.md": "# Notes\n\nSee [[orderin]].\n\n```journey\nref: nothing\n```\n"})
    running.wait("notes/", "docs/notes.md:3:5", "docs/notes.md:6", "did you mean")
    write(running.root, {"docs/notes.md": SOUND["docs/notes.md"]})
    running.wait("notes/", "the payment", absent="jb-notice")


def test_a_page_of_the_site_takes_the_place_of_ours_which_moves(running: Preview) -> None:
    write(running.root, {"docs/glossary.md": "# My own words\n"})
    try:
        running.wait("glossary/", "My own words")
        running.wait("journeybook/glossary/", "Moment of truth")
        assert "`docs/glossary.md` stays what it is" in running.log
    finally:
        (running.root / "docs/glossary.md").unlink()
    running.wait("glossary/", absent="My own words")


def test_search_follows_the_sources(running: Preview, sound_index: str) -> None:
    assert running.get("pagefind/pagefind.js")[0] == 200
    write(running.root, {MAP: ORDERING.replace("Types the card number", "Counts her zebras")})
    running.wait("journeys/ordering/", "zebras")
    # The index is made after the pages are served.
    running.wait(INDEX, "languages", absent=sound_index)


def test_an_edit_that_changes_no_word_keeps_the_index(running: Preview, sound_index: str) -> None:
    write(running.root, {MAP: ORDERING.replace("emotion: -1", "emotion: -1.2")})
    running.wait("journeys/ordering/", "−1.2")
    assert index_name(running.get(INDEX)[1]) == sound_index


def test_a_broken_page_is_in_no_index(running: Preview, sound_index: str) -> None:
    write(running.root, {MAP: 'title: "Half\n'})
    running.wait("journeys/ordering/", "jb-finding--error")
    running.wait(INDEX, "languages", absent=sound_index)


def test_a_preview_starts_with_nothing_but_a_configuration(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", {"mkdocs.yml": CONFIG, "docs/notes.md": "# Notes\n"})
    with preview(root, tmp_path / "serve.log") as running:
        running.wait("", "Small portal")
        write(root, {MAP: ORDERING.replace("personas: [amira]\n", "")})
        running.wait("journeys/ordering/", "Types the card number twice")


def test_a_preview_in_a_sub_folder_serves_everything_below_it(tmp_path: Path) -> None:
    config = CONFIG.replace("https://portal.example/", "https://portal.example/maps/of/us/")
    root = write(tmp_path / "portal", {**SOUND, "mkdocs.yml": config})
    with preview(root, tmp_path / "serve.log") as running:
        text = running.wait("maps/of/us/journeys/ordering/", "Types the card number twice")
        loaded = re.findall(r'(?:src|href)="((?:\.\./)+assets/[^"]+)"', text)
        assert loaded
        for link in loaded:
            assert running.get(f"maps/of/us/{link.replace('../', '')}")[0] == 200
        status, lost = running.get("maps/of/us/journeys/nothing/")
        assert status == 404
        assert 'href="/maps/of/us/journeys/"' in lost
        running.wait("maps/of/us/pagefind/pagefind-entry.json", "languages")
    assert running.process.returncode is not None


def put_hostile_docs(docs: Path) -> None:
    """Everything in a folder of pages that ends, holds up or breaks MkDocs where nobody looks first."""
    (docs / "deep.md").write_text("---\ntitle: " + "[" * 98_000 + "\n---\n# Deep\n")
    bomb = "".join(
        f"{chr(98 + at)}: &{chr(98 + at)} {{<<: [{', '.join([f'*{chr(97 + at)}'] * 9)}]}}\n"
        for at in range(9)
    )
    (docs / "bomb.md").write_text(f"---\na: &a {{x: 1}}\n{bomb}---\n# Bomb\n")
    (docs / "icon.md").write_text("---\nicon: material/nothing\n---\n# Icon\n")
    (docs / "template.md").write_text("---\ntemplate: nothing.html\n---\n# Template\n")
    (docs / "hide.md").write_text("---\nhide: 5\ntags: {a: b}\n---\n# Hide\n")
    (docs / "<img src=x onerror=run>.md").write_text("# Odd\n")
    (docs / "dangling.md").symlink_to("nowhere.md")
    (docs / "out.png").symlink_to("/etc/hostname")
    (docs / "system").symlink_to("/etc")
    # Two links to where they are: whoever follows them never ends.
    (docs / "one").symlink_to(".")
    (docs / "other").symlink_to(".")
    os.mkfifo(docs / "pipe.md")
    os.mkfifo(docs / "pipe.png")


def remove_hostile_docs(docs: Path) -> None:
    for path in docs.iterdir():
        if path.name != "notes.md":
            path.unlink()


def test_nothing_in_the_folder_of_pages_ends_hangs_or_blinds_the_preview(running: Preview) -> None:
    docs = running.root / "docs"
    put_hostile_docs(docs)
    try:
        running.wait("deep/", "jb-finding--error", "nested more than", "docs/deep.md:2")
        for address, words in (
            ("bomb/", "names this value for use elsewhere"),
            ("icon/", "no icon"),
            ("template/", "no template"),
            ("dangling/", "leads to nothing"),
            ("pipe/", "not a file"),
        ):
            running.wait(address, "jb-finding--error", words)
        assert "Hide</h1>" in running.get("hide/")[1]
        home = running.wait("", "docs/system", "docs/one", "docs/out.png", "docs/pipe.png", "&lt;img src=x")
        assert "<img src=x" not in home
        assert running.get("out.png")[0] == 404
        assert running.get("system/hostname")[0] == 404
        # The rest is served as ever, and edits are seen.
        write(running.root, {"docs/notes.md": "# Notes\n\nSee [[ordering]] today.\n"})
        running.wait("notes/", "today")
        (docs / "icon.md").write_text("---\nicon: material/map\n---\n# Mended\n")
        running.wait("icon/", "Mended", absent="jb-finding")
    finally:
        remove_hostile_docs(docs)
    running.wait_gone("deep/")
    assert "Traceback" not in running.log


def test_a_preview_starts_beside_all_of_it_and_heals(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    put_hostile_docs(root / "docs")
    with preview(root, tmp_path / "serve.log") as running:
        running.wait("deep/", "jb-finding--error")
        remove_hostile_docs(root / "docs")
        running.wait("", absent="jb-notice")
        assert "the payment" in running.get("notes/")[1]
        assert "Traceback" not in running.log


HOOKS = """\
import time
from pathlib import Path

def on_env(env, config, files):
    while Path("hold").exists():
        time.sleep(0.05)
    if Path("fail").exists():
        raise RuntimeError("a fault in a hook")
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview whose builds last as long as there is a file `hold`, and fail while there is a file `fail`."""
    files = {**SOUND, "mkdocs.yml": f"{CONFIG}hooks: [hooks.py]\n", "hooks.py": HOOKS}
    root = write(tmp_path_factory.mktemp("held"), files)
    with preview(root, tmp_path_factory.mktemp("log") / "serve.log") as started:
        yield started


def wait_for_builds(running: Preview, count: int) -> None:
    """Return when so many builds have begun."""
    until = time.monotonic() + SECONDS
    while running.log.count("Building documentation") < count:
        assert time.monotonic() < until, running.log
        time.sleep(0.05)


def begin_build(running: Preview, file: str, words: str) -> None:
    """Put this file beside the sources and change a hand-written page, so that a build is held or fails."""
    before = running.log.count("Building documentation")
    write(running.root, {file: "", "docs/notes.md": f"# Notes\n\n{words}\n"})
    wait_for_builds(running, before + 1)


def test_requests_during_a_build_get_the_last_complete_site(held: Preview) -> None:
    begin_build(held, "hold", "Other notes")
    for _ in range(3):
        status, page = held.get("notes/")
        assert (status, "the payment" in page, "livereload(" in page) == (200, True, True)
    assert held.get("journeys/ordering/map.svg")[0] == 200  # drawn of the last site now
    assert held.get("journeys/nowhere/")[0] == 404
    # A map that is saved meanwhile is seen on it, and on the new one.
    write(held.root, {MAP: ORDERING.replace("Types the card number", "Reads the terms")})
    held.wait("journeys/ordering/", "Reads the terms", absent="Types the card number")
    assert "Done" not in held.log.rpartition("Building documentation")[2]
    (held.root / "hold").unlink()
    held.wait("notes/", "Other notes", absent="the payment")
    held.wait("journeys/ordering/", "Reads the terms", absent="Types the card number")
    assert "Reads the terms" in held.wait("journeys/ordering/map.svg", "<svg")
    write(held.root, {MAP: ORDERING, "docs/notes.md": SOUND["docs/notes.md"]})
    held.wait("journeys/ordering/", "Types the card number", absent="Reads the terms")
    held.wait("notes/", "the payment", absent="Other notes")


def test_the_last_complete_site_is_served_after_builds_that_failed(held: Preview) -> None:
    begin_build(held, "fail", "Other notes")
    begin_build(held, "fail", "Yet other notes")
    status, page = held.get("notes/")
    assert (status, "the payment" in page) == (200, True)
    write(held.root, {MAP: ORDERING.replace("Types the card number", "Reads the terms")})
    held.wait("journeys/ordering/", "Reads the terms", absent="Types the card number")
    (held.root / "fail").unlink()
    write(held.root, {"docs/notes.md": "# Notes\n\nThe last notes\n"})
    held.wait("notes/", "The last notes", absent="the payment")


PAGE_HOOKS = """\
def on_post_page(output, page, config):
    if page.file.src_uri == "personas/amira.md" and "fault" in config.site_name:
        raise RuntimeError("a fault in a hook")
    print("built", page.file.src_uri, flush=True)
    return output.replace("</h1>", "</h1><p>Of a hook</p>")
"""


def built_pages(running: Preview) -> list[str]:
    return re.findall("^built (.+)$", running.log, re.MULTILINE)


def test_a_page_is_built_when_somebody_asks_with_the_handlers_of_other_plugins(tmp_path: Path) -> None:
    files = {**SOUND, "mkdocs.yml": f"{CONFIG}hooks: [hooks.py]\n", "hooks.py": PAGE_HOOKS}
    root = write(tmp_path / "portal", files)
    with preview(root, tmp_path / "serve.log") as running:
        assert built_pages(running) == ["notes.md"]
        for _ in range(2):
            assert "Of a hook" in running.get("journeys/ordering/")[1]
            assert running.get("journeys/ordering")[0] == 200  # redirected
        assert built_pages(running) == ["notes.md", "journeys/ordering.md"]
        assert json.loads(running.get("journeys/ordering/map.json")[1])["map"]["title"] == "Ordering"
        write(root, {"mkdocs.yml": files["mkdocs.yml"].replace("Small portal", "A fault")})
        assert "Traceback" not in running.log
        text = running.wait("personas/amira/", "This page could not be made", "a fault in a hook")
        assert "livereload(" in text
        assert running.get("journeys/ordering/")[0] == 200
