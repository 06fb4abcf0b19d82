"""What the files beside a portal tell about the program that builds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.doctor.site_host import builds_strictly, host_findings, host_program

MAKE = "docs:\n\tuv run zensical build --clean\n"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"zensical.toml": "[project]\n"}, "zensical.toml:1:1"),
        ({"Makefile": MAKE}, "Makefile:2:9"),
        ({"zensical.toml": "[project]\n", "Makefile": MAKE}, "Makefile:2:9"),
        (
            {".github/workflows/site.yml": "jobs:\n  x: {steps: [{run: zensical build}]}\n"},
            ".github/workflows/site.yml:2:21",
        ),
        ({"package.json": '{"scripts": {"docs": "zensical serve"}}'}, "package.json:1:23"),
        ({"noxfile.py": 'session.run("zensical", "build")\n'}, "noxfile.py:1:14"),
    ],
)
def test_zensical_is_told_by_its_settings_and_by_recipes_that_call_it(
    tmp_path: Path, files: dict[str, str], place: str
) -> None:
    (found,) = host_findings(write(tmp_path, files))
    assert str(found.place) == place
    assert "passes over the plugin `journeybook`" in found.message
    assert found.help is not None
    assert "journeybook build" in found.help


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"Makefile": "docs:\n\tmkdocs build\n"},
        {"Makefile": "docs:\n\tzensical build\nportal:\n\tjourneybook build\n"},
        {"Makefile": "# zensical build was tried\n"},
        {"Makefile": MAKE + "portal:\n\tmkdocs build --strict\n"},
        {"zensical.toml": "", ".gitlab-ci.yml": "pages: {script: [properdocs build -f mkdocs.yml]}\n"},
        {"README.md": "Run `zensical build`.\n"},
        {"Makefile": "zensical build" + "x" * 300_000},
    ],
)
def test_who_is_built_by_another_program_hears_nothing(tmp_path: Path, files: dict[str, str]) -> None:
    assert host_findings(write(tmp_path, files)) == ()


def test_a_folder_and_a_broken_text_in_the_place_of_a_recipe_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "Makefile").mkdir()
    (tmp_path / "justfile").write_bytes(b"\xff\xfe zensical build")
    assert len(host_findings(tmp_path)) == 1


def test_a_recipe_that_is_strict_is_known(tmp_path: Path) -> None:
    assert builds_strictly(write(tmp_path, {"Makefile": "a:\n\tmkdocs build --strict\n"}))
    assert not builds_strictly(write(tmp_path, {"Makefile": "a:\n\tmkdocs build\n"}))


def test_the_program_that_recipes_call_builds_the_portal(tmp_path: Path) -> None:
    pytest.importorskip("properdocs", reason="needs both programs, which `make test` installs")
    for text, module in {
        "a:\n\tjourneybook build\n": "mkdocs",
        "a:\n\tproperdocs build -f mkdocs.yml\n": "properdocs",
        "a:\n\tproperdocs build -f mkdocs.yml\n\tmkdocs build\n": "mkdocs",
    }.items():
        found = host_program(write(tmp_path, {"Makefile": text}))
        assert found is not None
        assert found.module == module


def test_the_check_warns_and_can_be_told_not_to(tmp_path: Path) -> None:
    write(tmp_path, {"zensical.toml": "", "maps/personas/ana.yml": "title: Ana\n"})
    done = CliRunner().invoke(journeybook, ["check", str(tmp_path), "--format", "concise"])
    assert done.exit_code == 0
    assert "zensical.toml:1:1: warning[JB921]" in done.stdout
    assert CliRunner().invoke(journeybook, ["check", str(tmp_path), "--fail-on", "warning"]).exit_code == 1
    write(tmp_path, {"journeybook.toml": 'ignore = ["plugin-passed-over"]\n'})
    assert "JB921" not in CliRunner().invoke(journeybook, ["check", str(tmp_path)]).stdout
