"""`journeybook import` and `journeybook convert` as a person calls them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.portal.portal import read_portal
from small_portal import ORDERING, SOUND, write

TEA = "journey\n  title Tea time\n  section Kitchen\n    Boil: 5: Amira Haddad, Cat\n    Pour: 9: Cat\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def running(*arguments: str) -> Result:
        result = CliRunner().invoke(journeybook, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return running


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_journey_becomes_a_map_with_its_personas_and_words(run, tmp_path: Path) -> None:
    write(tmp_path, {"tea.mmd": TEA})
    done = run("import", "tea.mmd")
    assert done.exit_code == 0, done.stderr
    assert files(tmp_path / "maps") == [
        "journeys/tea-time.yml",
        "personas/amira-haddad.yml",
        "personas/cat.yml",
        "vocabulary.yml",
    ]
    assert done.stdout.splitlines()[0] == "wrote maps/journeys/tea-time.yml"
    assert "Mermaid's scores 1 to 5 became emotions from -2 to 2" in done.stderr
    assert "the score 9 is outside 1 to 5" in done.stderr
    text = (tmp_path / "maps/journeys/tea-time.yml").read_text("utf-8")
    assert text.startswith("# Imported from tea.mmd, a Mermaid journey.\ntitle: Tea time\n")
    assert str(tmp_path) not in text
    assert read_portal(tmp_path).diagnostics == ()


def test_nothing_that_is_there_is_touched(run, tmp_path: Path) -> None:
    before = write(
        tmp_path,
        {**SOUND, "maps/vocabulary.yml": "# ours\n", "ordering.mmd": TEA.replace("Tea time", "Ordering")},
    )
    done = run("import", "ordering.mmd")
    assert done.exit_code == 0, done.stderr
    assert (before / "maps/journeys/ordering.yml").read_text("utf-8") == ORDERING
    assert (before / "maps/vocabulary.yml").read_text("utf-8") == "# ours\n"
    assert files(before / "maps/personas") == ["amira.yml", "cat.yml"]
    assert "the id `ordering` is taken, and the map is called `ordering-2`" in done.stderr
    assert "the actor `Amira Haddad` is the persona `amira`, who is there already" in done.stderr
    assert "help: add to the `lanes:` of vocabulary.yml: `source-score: Score in the source`" in done.stderr
    found = read_portal(before)
    assert found.library.journeys["ordering-2"].personas == ("amira", "cat")
    # Until somebody declares the lane, that is what the check says, as a warning.
    assert [each.code for each in found.diagnostics] == ["JB204"]


def test_importing_twice_makes_a_second_map_and_no_second_persona(run, tmp_path: Path) -> None:
    write(tmp_path, {"tea.mmd": TEA})
    assert run("import", "tea.mmd").exit_code == 0
    again = run("import", "tea.mmd")
    assert again.exit_code == 0
    assert again.stdout == "wrote maps/journeys/tea-time-2.yml\n"
    assert "vocabulary" not in again.stderr


def test_fences_of_a_page_are_imported_and_other_diagrams_are_not(run, tmp_path: Path) -> None:
    page = (
        "# Shop\n\n```mermaid\ngraph TD\n  A-->B\n```\n\n## Paying\n\n"
        "~~~mermaid\n%% by hand\njourney\n  section S\n    Pay: 3: Me\n~~~\n\n1. In a list\n\n    ```mermaid\n"
        + "".join(f"    {line}\n" for line in TEA.splitlines())
        + "    ```\n\n````md\n```mermaid\njourney\n```\n````\n"
    )
    write(tmp_path, {"shop.md": page})
    done = run("import", "shop.md", "--into", "elsewhere")
    assert done.exit_code == 0, done.stderr
    assert files(tmp_path / "elsewhere/journeys") == ["paying.yml", "tea-time.yml"]
    assert "shop.md:24:9" in done.stderr


def test_blocks_of_wikis_and_pages_are_diagrams_too(run, tmp_path: Path) -> None:
    page = (
        "::: mermaid\njourney\n  title Wiki\n  section S\n    Open: 4: Ana\n:::\n\n"
        '<pre class="mermaid">\njourney\n  title Page\n  section S\n    R&amp;D: 4: Ana\n</pre>\n\n'
        "```md\n::: mermaid\njourney\n:::\n```\n"
    )
    write(tmp_path, {"a.md": page})
    done = run("import", "a.md", "--into", "elsewhere")
    assert done.exit_code == 0, done.stderr
    assert files(tmp_path / "elsewhere/journeys") == ["page.yml", "wiki.yml"]
    assert "title: R&D" in (tmp_path / "elsewhere/journeys/page.yml").read_text("utf-8")
    assert "a.md:3:" not in done.stderr


def test_what_else_a_page_holds_is_said(run, tmp_path: Path) -> None:
    diagram = f"```mermaid\n{TEA}```\n"
    page = (
        f"---\ntitle: x\n---\n# Tea\n\n{diagram}\n## Notes\n\n| a | b |\n|---|---|\n| c | d |\n\n- one\n\n- two\n\n"
        "```mermaid\ngraph TD\n  A-->B\n```\n\nOne.\n\nTwo\nlines.\n"
    )
    write(tmp_path, {"a.md": page, "b.md": f"# Only a heading\n\n{diagram}"})
    done = run("import", "a.md", "--into", "elsewhere")
    assert (
        "not imported: its front matter, a table, a list, a `graph` diagram and 2 paragraphs" in done.stderr
    )
    assert "not imported" not in run("import", "b.md", "--into", "other").stderr


def test_made_up_ids_are_said_once(run, tmp_path: Path) -> None:
    write(
        tmp_path, {"a.mmd": "journey\n  title 泡茶\n  section 厨房\n    烧水 (hot): 4: 我\n    Pour: 4: 我\n"}
    )
    done = run("import", "a.mmd", "--into", "elsewhere")
    assert done.stderr.count("of its ids are made up") == 1
    assert "4 of its ids are made up" in done.stderr
    assert "id: hot" not in next((tmp_path / "elsewhere/journeys").iterdir()).read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.mmd", "graph TD\n", "`graph` is no journey"),
        ("a.mmd", b"journey\n  title \xff\n", "is no UTF-8"),
        ("a.mmd", "journey\n  title \x1b[31m\n", "a character that no text may hold (U+001B)"),
        ("a.md", "# Nothing\n", "there is no Mermaid journey in it"),
        ("a.csv", "a,b\n", "its labels are not those of a journey map"),
        ("a.docx", "a,b\n", "files that end in `.docx` are not imported"),
        ("a", "journey\n", "this file is not imported"),
    ],
)
def test_what_cannot_be_imported_is_said_and_the_rest_is_imported(
    run, tmp_path: Path, name: str, content, words: str
) -> None:
    write(tmp_path, {name: content, "tea.mmd": TEA})
    done = run("import", name, "tea.mmd")
    assert done.exit_code == 1
    assert words in done.stderr
    assert "\x1b" not in done.stderr
    assert files(tmp_path / "maps/journeys") == ["tea-time.yml"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("missing.mmd",), (".",), ("tea.mmd", "--into", "tea.mmd"), ("tea.mmd", "--into", "link")],
)
def test_wrong_usage_ends_with_2(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(tmp_path, {"tea.mmd": TEA})
    (tmp_path / "link").symlink_to(tmp_path)
    assert run("import", *arguments).exit_code == 2
    assert files(tmp_path) == ["tea.mmd"]


def test_no_link_is_followed(run, tmp_path: Path) -> None:
    write(tmp_path, {"tea.mmd": TEA, "outside/keep": ""})
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps/journeys").symlink_to(tmp_path / "outside")
    (tmp_path / "linked.mmd").symlink_to(tmp_path / "tea.mmd")
    done = run("import", "tea.mmd")
    assert done.exit_code == 1
    assert files(tmp_path / "outside") == ["keep"]
    assert run("import", "linked.mmd").exit_code == 1


def test_a_pipe_is_not_waited_for(run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mmd")
    done = run("import", "pipe.mmd")
    assert done.exit_code == 1
    assert "no ordinary file" in done.stderr


def test_a_map_is_converted_to_the_terminal_or_a_new_file(run, tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    shown = run("convert", "maps/journeys/ordering.yml")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("---\ntitle: Ordering\n")
    assert "### Pays {#pay}\n" in shown.stdout
    assert run("convert", "maps/journeys/ordering.yml", "--out", "o.md").stdout == ""
    assert (tmp_path / "o.md").read_text("utf-8") == shown.stdout
    back = run("convert", "o.md")
    assert back.stdout == ORDERING


def test_a_conversion_overwrites_nothing(run, tmp_path: Path) -> None:
    write(tmp_path, {**SOUND, "o.md": "mine"})
    done = run("convert", "maps/journeys/ordering.yml", "--out", "o.md")
    assert done.exit_code == 1
    assert "it is there already" in done.stderr
    assert (tmp_path / "o.md").read_text("utf-8") == "mine"


def test_the_folder_says_what_is_converted(run, tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    assert (
        run("convert", "maps/personas/amira.yml").stdout
        == "---\ntitle: Amira Haddad\nrole: Remote designer\n---\n"
    )


def test_a_broken_map_is_not_converted(run, tmp_path: Path) -> None:
    write(tmp_path, {"m.yml": "title: [\n"})
    done = run("convert", "m.yml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "m.yml:" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.txt",),
        ("missing.yml",),
        ("m.yml", "--to", "json"),
        ("m.yml", "--out", "x.txt"),
        ("m.yml", "--to", "yaml", "--out", "x.md"),
        ("vocabulary.yml",),
    ],
)
def test_wrong_usage_of_convert_ends_with_2(run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(tmp_path, {"a.txt": "", "m.yml": "title: T\n", "vocabulary.yml": ""})
    assert run("convert", *arguments).exit_code == 2
