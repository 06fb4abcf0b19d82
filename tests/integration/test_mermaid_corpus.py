"""Journeys that others drew with Mermaid: each imports whole, and together they make a portal without a warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.diagnostics import Severity
from journeybook.portal.portal import Portal, read_portal
from places import CORPUS, needs_corpus
from small_portal import CONFIG, build, write

REAL = CORPUS / "real"
FOLDERS = ("mermaid", "mermaid-upstream")
FILES = sorted(path for folder in FOLDERS for path in (REAL / folder).glob("*.mmd"))

pytestmark = needs_corpus("real")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of every journey of the corpus, a folder for each, so that no name meets another."""
    root = tmp_path_factory.mktemp("imported")
    for path in FILES:
        done = CliRunner().invoke(journeybook, ["import", str(path), "--into", str(root / path.stem)])
        assert done.exit_code == 0, f"{path.name}: {done.stderr}"
    return root


@pytest.fixture(scope="module")
def portals(imported: Path) -> dict[str, Portal]:
    return {path.stem: read_portal(imported, path.stem) for path in FILES}


def simply_read(text: str) -> list[tuple[str | None, list[tuple[str, str, tuple[str, ...]]]]]:
    """Sections with their tasks (name, score, actors), read line by line and not as our reader does it."""
    text = re.sub(r"\A\s*---\n.*?\n\s*---\n", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    text = re.sub(r"%%\{.*?\}%%|accDescr\s*\{[^}]*\}", "", text, flags=re.DOTALL)
    found: list[tuple[str | None, list[tuple[str, str, tuple[str, ...]]]]] = []
    for written in text.split("\n"):
        line = written.strip().partition("#")[0]
        word = line.partition(" ")[0].partition(":")[0]
        if not line or line.startswith("%%") or word in ("journey", "title", "accTitle", "accDescr"):
            continue
        if word == "section":
            found.append((line.removeprefix("section").strip(), []))
            continue
        name, score, actors = (*(part.strip() for part in line.split(":")), "", "")[:3]
        if not found:
            found.append((None, []))
        found[-1][1].append(
            (name, score, tuple(actor.strip() for actor in actors.split(",") if actor.strip()))
        )
    return found


def expected_emotion(score: str) -> float | None:
    """Mermaid's 1 to 5 on our scale; what lies outside is held at its end, a word is a gap."""
    return max(-2.0, min(2.0, float(score) - 3)) if re.fullmatch(r"-?[0-9.]+", score) else None


def one_line(text: str | None) -> str | None:
    return None if text is None else " ".join(text.split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sections_tasks_scores_and_actors_survive_in_order(path: Path, portals: dict[str, Portal]) -> None:
    library = portals[path.stem].library
    (journey,) = library.journeys.values()
    titles = {key: persona.summary or persona.title for key, persona in library.personas.items()}
    got = [
        (
            stage.title,
            [
                (step.narrative or step.title, step.emotion, tuple(titles[key] for key in step.personas))
                for step in stage.steps
            ],
        )
        for stage in journey.stages
    ]
    wanted = [
        (
            one_line(title) or "Start",
            [(name, expected_emotion(score), actors) for name, score, actors in tasks],
        )
        for title, tasks in simply_read(path.read_text("utf-8"))
    ]
    assert got == wanted


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_imported_map_has_no_mistake(path: Path, portals: dict[str, Portal]) -> None:
    assert portals[path.stem].diagnostics == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_is_lost(path: Path, imported: Path) -> None:
    """Every word of the source stands in the files that were made of it, or is one of Mermaid's own."""
    made = " ".join(each.read_text("utf-8") for each in sorted((imported / path.stem).rglob("*.yml")))
    text = re.sub(r"%%\{.*?\}%%", "", path.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"^\s*config:.*?(?=^---)", "", text, flags=re.DOTALL | re.MULTILINE)
    own = {"journey", "title", "section", "accTitle", "accDescr"}
    words = set(re.findall(r"[^\W\d_]{2,}", text)) - own
    assert {word for word in words if word not in made} == set()


def test_together_they_make_a_portal_without_a_warning(tmp_path: Path) -> None:
    root = write(tmp_path, {"mkdocs.yml": CONFIG, "docs/notes.md": "# Notes\n"})
    done = CliRunner().invoke(journeybook, ["import", *map(str, FILES), "--into", str(root / "maps")])
    assert done.exit_code == 0, done.stderr
    portal = read_portal(root)
    assert len(portal.library.journeys) == len(FILES)
    assert [each for each in portal.diagnostics if each.severity is not Severity.INFO] == []
    built = build(root, "--strict")
    assert built.code == 0, built.log
    assert "WARNING" not in built.log
    assert "warning[" not in built.log
