"""`journeybook doctor`: what stands between a person and a portal is said, with the way out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook
from journeybook.doctor.output import DoctorOutput
from journeybook.doctor.site import EXTENSIONS
from journeybook.scaffold.answers import Answers
from journeybook.scaffold.portal_files import planned
from journeybook.scaffold.portal_parts import Part
from repositories import Checkout


def doctor(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(journeybook, ["doctor", str(folder), *options])


def results(folder: Path) -> list[tuple[str, str, str, str | None]]:
    found: DoctorOutput = json.loads(doctor(folder, "--format", "json").stdout)
    return [(each["level"], each["topic"], each["message"], each["help"]) for each in found["results"]]


def amiss(folder: Path) -> dict[str, str]:
    """What is not ok, by its topic."""
    return {topic: f"{level}: {message}" for level, topic, message, _ in results(folder) if level != "ok"}


@pytest.fixture
def portal(tmp_path: Path) -> Checkout:
    """A portal as `init` makes it, with what it leaves to be decided, committed."""
    made = Checkout(tmp_path / "journeys")
    options = ["--host", "github", "--repository", "https://github.com/acme/journeys", "--no-input"]
    assert CliRunner().invoke(journeybook, ["init", str(made.root), *options]).exit_code == 0
    settings = (made.root / "mkdocs.yml").read_text("utf-8")
    made.write({"mkdocs.yml": settings + "site_url: https://journeys.example/\n"})
    made.commit({}, "Begin")
    return made


def change(portal: Checkout, file: str, old: str, new: str) -> None:
    text = (portal.root / file).read_text("utf-8")
    assert old in text
    portal.write({file: text.replace(old, new)})


def test_a_new_portal_is_well(portal: Checkout) -> None:
    done = doctor(portal.root)
    assert done.exit_code == 0, done.output
    assert done.stdout.endswith("\nAll is well.\n")
    assert {topic for _, topic, _, _ in results(portal.root)} >= {
        "python", "journeybook", "host", "theme", "search", "plugin", "markdown", "strict", "maps", "docs", "git",
        "editors", "recipes",
    }  # fmt: skip
    assert "ok       maps         6 sources in maps/\n" in done.stdout
    assert "1 commit\n" in done.stdout


def test_an_empty_folder_is_told_how_to_begin(tmp_path: Path) -> None:
    done = doctor(tmp_path)
    assert done.exit_code == 1
    assert "problem  settings     there is no mkdocs.yml here\n" in done.stdout
    assert "help: journeybook init" in done.stdout
    assert "3 problems" in done.stdout
    assert doctor(tmp_path / "nowhere").exit_code == 2


@pytest.mark.parametrize(
    ("edit", "topic", "said"),
    [
        (("mkdocs.yml", "  - journeybook\n", "  - search\n"), "plugin", "problem: mkdocs.yml does not name the plugin"),
        (
            ("mkdocs.yml", "  - journeybook\n", "  - journeybook\n  - i18n\n"),
            "plugin",
            "problem: the plugin `i18n` cannot be used beside `journeybook`",
        ),
        (("mkdocs.yml", "name: material", "name: mkdocs"), "theme", "problem: the site has another theme than Material"),
        (("mkdocs.yml", "name: material", "name: material\n  language: nl"), "language", "advice: the site is in `nl`"),
        (("mkdocs.yml", "  - footnotes\n", ""), "markdown", "advice: pages cannot use `footnotes`"),
        (("mkdocs.yml", "site_url:", "# site_url:"), "address", "advice: feeds, calendars and links in exports"),
        (("mkdocs.yml", "site_name:", "site_name: ["), "settings", "problem: mkdocs.yml cannot be read"),
        (
            (".github/workflows/review.yml", "23 6 1 * *", "5 5 1 * *"),
            "recipes",
            "advice: .github/workflows/review.yml differs from what this version writes",
        ),
        (("maps/personas/nadia.yml", "title:", "was: [nora]\ntitle:"), "editors", ""),
        (
            ("requirements-journeybook.txt", "./tools", "journeybook==0.1.0\n# ./tools"),
            "install",
            "problem: requirements-journeybook.txt names `journeybook` by its name alone",
        ),
    ],
)  # fmt: skip
def test_what_is_amiss_is_said_under_its_topic(
    portal: Checkout, edit: tuple[str, str, str], topic: str, said: str
) -> None:
    change(portal, *edit)
    found = amiss(portal.root)
    if not said:  # a change that is none of its business
        assert topic not in found
        return
    assert found[topic].startswith(said)
    assert doctor(portal.root).exit_code == (1 if said.startswith("problem") else 0)
    assert all(help_ for level, _, _, help_ in results(portal.root) if level != "ok")


def test_folders_that_are_missing_are_said(portal: Checkout) -> None:
    for name in ("maps", "docs"):
        (portal.root / name).rename(portal.root / f"no-{name}")
    found = amiss(portal.root)
    assert found["maps"] == "problem: there is no folder maps/"
    assert found["docs"].startswith("problem: there is no folder docs/")


def test_a_site_that_zensical_builds_is_a_problem(portal: Checkout) -> None:
    for workflow in (portal.root / ".github/workflows").iterdir():
        workflow.unlink()
    portal.write({"zensical.toml": "[project]\n"})
    done = doctor(portal.root)
    assert done.exit_code == 1
    assert "this site is built by Zensical" in done.stdout
    assert "zensical.toml:1:1" in done.stdout
    assert amiss(portal.root)["strict"].startswith("advice: a broken link in a page")


def test_editors_that_do_not_know_a_new_id_are_said(portal: Checkout) -> None:
    portal.write({"maps/personas/omar.yml": "title: Omar\n"})
    assert "not up to date" in amiss(portal.root)["editors"]
    portal.write({".vscode/settings.json": "[1,"})
    assert amiss(portal.root)["editors"].startswith("problem: .vscode/settings.json cannot be read")


def test_a_clone_without_its_history_is_said(portal: Checkout, tmp_path: Path) -> None:
    portal.commit({"maps/personas/omar.yml": "title: Omar\n"}, "Add a persona")
    portal.git("clone", "-q", "--depth", "1", portal.root.as_uri(), str(tmp_path / "shallow"))
    level, _, message, help_ = next(each for each in results(tmp_path / "shallow") if each[1] == "git")
    assert level == "advice"
    assert "only the newest part of its history" in message
    assert help_ is not None
    assert "git fetch --unshallow" in help_


def test_maps_outside_of_git_are_said(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    found = amiss(tmp_path)
    assert found["git"].startswith("advice: the maps are in no git repository")
    assert found["maps"] == "advice: maps/ is empty"


def test_settings_of_rules_that_cannot_be_meant_are_said(portal: Checkout) -> None:
    portal.write({"journeybook.toml": "profil = 1\n"})
    assert amiss(portal.root)["rules"].startswith("problem: journeybook.toml: there is no setting `profil`")


def test_recipes_for_another_branch_or_another_folder_are_no_difference(
    portal: Checkout,
) -> None:
    change(portal, ".github/workflows/publish.yml", '["main"]', '["trunk"]')
    assert "recipes" not in amiss(portal.root)
    done = CliRunner().invoke(
        journeybook, ["init", str(portal.root / "other"), "--host", "gitlab", "--no-input"]
    )
    assert done.exit_code == 0
    levels = [
        (level, message) for level, topic, message, _ in results(portal.root / "other") if topic == "recipes"
    ]
    assert ("ok", "those for gitlab are what this version writes") in levels


def test_hosts_are_known_by_what_is_installed(portal: Checkout, tmp_path: Path) -> None:
    for name, number in (("mkdocs", "2.0.1"), ("zensical", "0.1.2"), ("mkdocs-material", "9.5.0")):
        about = tmp_path / "installed" / f"{name.replace('-', '_')}-{number}.dist-info"
        about.mkdir(parents=True)
        (about / "METADATA").write_text(f"Metadata-Version: 2.4\nName: {name}\nVersion: {number}\n", "utf-8")
    code = "from journeybook.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "doctor", str(portal.root)],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "the plugin runs in version 1.6 of either, and here is MkDocs 2.0.1" in done.stdout
    assert "Zensical 0.1.2 is installed too, and passes over the plugin" in done.stdout
    assert "Material for MkDocs 9.7 and later, and here is 9.5.0" in done.stdout


def test_colours_are_for_those_who_ask_for_them(portal: Checkout) -> None:
    assert "\x1b[" not in doctor(portal.root).stdout
    coloured = CliRunner().invoke(journeybook, ["doctor", str(portal.root), "--color", "always"], color=True)
    assert "\x1b[32m" in coloured.stdout


def test_what_is_advised_for_markdown_is_what_a_new_portal_has() -> None:
    (settings,) = (each.text for each in planned([Part.SITE], Answers(name="A")) if each.path == "mkdocs.yml")
    assert all(f"  - {each}\n" in settings for each in EXTENSIONS)
