"""What a working folder takes from a stranger's commit, and what it does not."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.history import checkout_data
from pictures import JPEG, WEBP, png
from repositories import MAP, MAP_FILE, Checkout, checkout


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    repository = checkout(tmp_path / "portal")
    repository.commit({"docs/index.md": "# Home\n", "mkdocs.yml": "site_name: Ours\n"})
    monkeypatch.chdir(repository.root)
    return repository


def take(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["ci", "take", *arguments])


def theirs(made: Checkout, files: dict[str, str]) -> None:
    """A stranger's branch with these files, while the working folder stays on the main one."""
    made.git("checkout", "-q", "-b", "theirs")
    made.commit(files)
    made.git("checkout", "-qf", "main")


def test_texts_are_taken_and_removed_and_nothing_else_changes(made: Checkout) -> None:
    made.git("checkout", "-q", "-b", "theirs")
    (made.root / "maps/personas/ana.yml").unlink()
    made.commit({MAP_FILE: MAP.replace("First order", "Their order"), "mkdocs.yml": "site_name: Theirs\n"})
    made.git("checkout", "-qf", "main")
    found = take("theirs")
    assert found.exit_code == 0
    assert found.stdout == (
        f"- took `{MAP_FILE}`\n"
        "- removed `maps/personas/ana.yml`\n"
        "- left out `mkdocs.yml`: it lies outside of maps/ and docs/\n"
    )
    assert "Their order" in (made.root / MAP_FILE).read_text("utf-8")
    assert (made.root / "mkdocs.yml").read_text("utf-8") == "site_name: Ours\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("docs/page.html", "it is neither a text nor a picture"),
        ("docs/drawing.svg", "it is neither a text nor a picture"),
        ("docs/hook.py", "it is neither a text nor a picture"),
        ("docs/table.csv", "it is neither a text nor a picture"),
        ("docs/.nav.md", "its name is none that a map or a page has"),
        ("docs/a\\b.md", "its name is none that a map or a page has"),
        ("docs/<img src=x onerror=run>.md", "its name holds more than letters"),
        ("docs/<b>/page.md", "its name holds more than letters"),
        ("docs/a'b.png", "its name holds more than letters"),
        ("maps/journeys/c:d.yml", "its name is none that a map or a page has"),
        ("maps/journeys/a\u202eb.yml", "its name is none that a map or a page has"),
        ("maps.yml", "it lies outside"),
        (".github/workflows/proposal.yml", "it lies outside"),
        ("journeybook.toml", "it lies outside"),
    ],
)
def test_what_is_no_map_and_no_page_is_left_out(made: Checkout, name: str, reason: str) -> None:
    theirs(made, {name: "x\n"})
    found = take("theirs")
    assert found.exit_code == 0
    assert reason in found.stdout
    assert "- took" not in found.stdout
    assert made.git("status", "--porcelain") == ""


def test_links_programs_and_large_files_are_left_out(made: Checkout, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("title: Secret\n", encoding="utf-8")
    made.git("checkout", "-q", "-b", "theirs")
    (made.root / "maps/journeys/link.yml").symlink_to(tmp_path / "secret.yml")
    made.write({"maps/journeys/program.yml": "title: A\n", "maps/journeys/large.yml": "x" * 300_000})
    (made.root / "maps/journeys/program.yml").chmod(0o755)
    made.commit({})
    made.git("checkout", "-qf", "main")
    found = take("theirs")
    assert "`maps/journeys/link.yml`: it is no regular file" in found.stdout
    assert "`maps/journeys/program.yml`: it is no regular file, or one that can be run" in found.stdout
    assert "`maps/journeys/large.yml`: it is larger than" in found.stdout
    assert made.git("status", "--porcelain") == ""


def test_nothing_is_written_through_a_link_of_our_own(made: Checkout, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (made.root / "docs/shared").symlink_to(outside)
    made.commit({})
    made.git("checkout", "-q", "-b", "theirs")
    (made.root / "docs/shared").unlink()
    made.commit({"docs/shared/page.md": "# Page\n"})
    made.git("checkout", "-qf", "main")
    found = take("theirs")
    assert "`docs/shared/page.md`: a symbolic link lies on the way to it" in found.stdout
    assert list(outside.iterdir()) == []


def test_a_folder_that_becomes_a_file_and_the_other_way_round(made: Checkout) -> None:
    made.commit({"docs/a.md": "# A\n", "docs/b.md/page.md": "# B\n"})
    made.git("checkout", "-q", "-b", "theirs")
    (made.root / "docs/a.md").unlink()
    (made.root / "docs/b.md/page.md").unlink()
    (made.root / "docs/b.md").rmdir()
    made.commit({"docs/a.md/page.md": "# A\n", "docs/b.md": "# B\n"})
    made.git("checkout", "-qf", "main")
    found = take("theirs")
    assert found.exit_code == 0
    assert (made.root / "docs/a.md/page.md").read_text("utf-8") == "# A\n"
    assert (made.root / "docs/b.md").read_text("utf-8") == "# B\n"


def test_work_that_is_not_committed_is_not_lost(made: Checkout) -> None:
    theirs(made, {MAP_FILE: MAP.replace("First order", "Their order")})
    made.write({MAP_FILE: MAP.replace("First order", "My order")})
    found = take("theirs")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "commit them first" in found.stderr
    assert "My order" in (made.root / MAP_FILE).read_text("utf-8")


def test_a_portal_in_a_folder_of_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Checkout(tmp_path / "mono")
    made.commit({"portal/maps/journeys/a.yml": "title: A\n", "maps/journeys/a.yml": "title: Other\n"})
    theirs(
        made,
        {
            "portal/maps/journeys/a.yml": "title: B\n",
            "maps/journeys/a.yml": "title: Evil\n",
            "portal/mkdocs.yml": "hooks: [a.py]\n",
        },
    )
    monkeypatch.chdir(made.root / "portal")
    found = take("theirs")
    assert found.stdout == (
        "- took `maps/journeys/a.yml`\n"
        "- left out `/maps/journeys/a.yml`: it lies outside of maps/ and docs/\n"
        "- left out `mkdocs.yml`: it lies outside of maps/ and docs/\n"
    )
    assert (made.root / "maps/journeys/a.yml").read_text("utf-8") == "title: Other\n"


@pytest.mark.usefixtures("made")
def test_what_is_no_revision_ends_with_one_clear_line() -> None:
    found = take("--", "--output=x")
    assert (found.exit_code, found.stderr) == (
        2,
        "Error: `--output=x` is no revision; a revision does not begin with a dash\n",
    )
    assert take("main").stdout == "- nothing differs\n"


def commit_bytes(made: Checkout, files: dict[str, bytes]) -> None:
    """A stranger's branch with these files, while the working folder stays on the main one."""
    made.git("checkout", "-q", "-b", "theirs")
    for name, content in files.items():
        path = made.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    made.commit({})
    made.git("checkout", "-qf", "main")


@pytest.mark.parametrize("folder", ["maps/personas", "docs"])
def test_pictures_are_taken_without_anything_but_the_picture(made: Checkout, folder: str) -> None:
    files = {"a.png": png(note=b"CANARY"), "b.jpg": JPEG, "c.webp": WEBP}
    commit_bytes(made, {f"{folder}/{name}": each + b"<script>CANARY" for name, each in files.items()})
    found = take("theirs")
    assert found.exit_code == 0
    for name in files:
        assert f"- took `{folder}/{name}`" in found.stdout
        assert b"CANARY" not in (made.root / folder / name).read_bytes()
    assert (made.root / folder / "a.png").read_bytes() == png()


def test_what_is_no_picture_is_left_out_and_keeps_nothing_else_from_being_taken(made: Checkout) -> None:
    page = b"<html><script>alert(1)</script></html>"
    commit_bytes(
        made,
        {
            "docs/page.png": page,
            "docs/wrong.jpg": png(),
            "docs/cut.png": png()[:-4],
            "docs/zeros.webp": bytes(2_000_000),
            "docs/large.png": png(5_000, 1),
            "docs/right.png": png(),
        },
    )
    found = take("theirs")
    assert found.exit_code == 0
    for name in ("page.png", "wrong.jpg", "zeros.webp", "large.png"):
        assert f"- left out `docs/{name}`: it is no picture of the kind" in found.stdout
        assert not (made.root / "docs" / name).exists()
    assert "- left out `docs/cut.png`: it is not what its name says" in found.stdout
    assert "- took `docs/right.png`" in found.stdout


def test_a_proposal_has_a_size_of_its_own_as_a_whole(made: Checkout) -> None:
    commit_bytes(made, {f"docs/{number}.png": bytes(1_990_000) for number in range(40)})
    found = take("theirs")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "64,000,000 are the limit of a proposal" in found.stderr
    assert made.git("status", "--porcelain") == ""


def test_files_of_a_proposal_are_in_memory_one_at_a_time(made: Checkout) -> None:
    pictures = {f"docs/{each}.png": png(690, 690, level=0, first=each) for each in range(30)}
    assert sum(map(len, pictures.values())) > 50_000_000
    commit_bytes(made, pictures)
    tracemalloc.start()
    found = take("theirs")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.stdout.count("- took") == 30
    assert peak < 20_000_000


def test_more_files_than_anybody_reads_are_refused(made: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkout_data, "FILES", 20)
    theirs(made, {f"docs/{number}.md": "# A\n" for number in range(21)})
    found = take("theirs")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "more than 20 files differ" in found.stderr


def test_a_pipe_in_the_working_folder_holds_nothing_up(made: Checkout) -> None:
    theirs(made, {"docs/page.md": "# Page\n", "docs/pipe/page.md": "# Page\n"})
    os.mkfifo(made.root / "docs/page.md")
    os.mkfifo(made.root / "docs/pipe")
    found = take("theirs")
    assert "`docs/page.md`: something that is no file lies in its place" in found.stdout
    assert "`docs/pipe/page.md`: something that is no file lies in its place" in found.stdout


def test_files_are_readable_whatever_the_umask(made: Checkout) -> None:
    theirs(made, {"docs/page.md": "# Page\n"})
    before = os.umask(0o077)
    try:
        take("theirs")
    finally:
        os.umask(before)
    assert (made.root / "docs/page.md").stat().st_mode & 0o777 == 0o644


def test_pages_of_strangers_are_to_be_built_as_plain_ones(
    made: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs(made, {"docs/page.md": "# Page\n"})
    assert "set JOURNEYBOOK_DOCS=plain in the environment" in take("theirs").stderr
    made.git("checkout", "-qf", "main")
    made.git("clean", "-qfd")
    monkeypatch.setenv("JOURNEYBOOK_DOCS", "plain")
    assert take("theirs").stderr == ""
