"""How a new portal installs journeybook: nothing that it installs can be replaced by somebody who takes a name."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from journeybook.scaffold.answers import OWN, Answers
from journeybook.scaffold.installation import installation
from journeybook.scaffold.origin import GitCommit, WheelFile, origin_of
from places import ROOT

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def note(url: str, **more: object) -> str:
    return json.dumps({"url": url, **more})


def git(url: str, commit: str = COMMIT, **more: object) -> str:
    return note(url, vcs_info={"vcs": "git", "commit_id": commit}, **more)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (git("https://git.example/acme/book.git"), f"git+https://git.example/acme/book.git@{COMMIT}"),
        (git("https://me:secret@git.example/a/b"), f"git+https://git.example/a/b@{COMMIT}"),
        (git("ssh://git@git.example:2222/a/b.git"), f"git+ssh://git@git.example:2222/a/b.git@{COMMIT}"),
        (git("ssh://mia@git.example/a/b"), f"git+ssh://git.example/a/b@{COMMIT}"),
        (
            git("https://git.example/a/b?token=x", subdirectory="tools/book"),
            f"git+https://git.example/a/b@{COMMIT}#subdirectory=tools/book",
        ),
    ],
)
def test_a_repository_is_named_by_its_commit_and_without_secrets(text: str, line: str) -> None:
    found = origin_of(text)
    assert isinstance(found, GitCommit)
    assert found.requirement == f"journeybook @ {line}"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        '{"url": 5, "archive_info": {}}',
        note("file:///srv/book", dir_info={"editable": True}),
        git("file:///srv/book"),
        git("https://git.example/a/b", "main"),
        git("https://git.example/a b"),
        git("https://git.example/a\nevil==1"),
        git("https://git.example/a/b", subdirectory="x y"),
        note("file:///srv/journeybook-1-py3-none-any.whl", archive_info={}),
        note("file:///srv/other-1-py3-none-any.whl", archive_info={"hashes": {"sha256": "00"}}),
        note("https://git.example/journeybook-1-py3-none-any.whl", archive_info={"hashes": {"sha256": "00"}}),
    ],
)
def test_what_other_machines_cannot_reach_is_no_origin(text: str | None) -> None:
    assert origin_of(text) is None


def test_a_wheel_is_known_by_its_digest_in_either_form_of_the_note(tmp_path: Path) -> None:
    path = tmp_path / "my wheels" / "journeybook-1.0-py3-none-any.whl"
    url = path.as_uri()
    assert "my%20wheels" in url
    wanted = WheelFile(path, "ab12")
    assert origin_of(note(url, archive_info={"hashes": {"sha256": "ab12"}})) == wanted
    assert origin_of(note(url, archive_info={"hash": "sha256=ab12"})) == wanted


def begun(folder: Path, installed: Path | None = None) -> Path:
    """A portal that `init` began; `installed` holds the note that an installer left."""
    done = subprocess.run(
        [sys.executable, "-c", "from journeybook.cli import main; main()", "init", str(folder), "--no-input"],
        env={**os.environ, **({"PYTHONPATH": str(installed)} if installed else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def installed_from(folder: Path, text: str) -> Path:
    about = folder / "journeybook-9.9.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.4\nName: journeybook\nVersion: 9.9\n", "utf-8")
    (about / "direct_url.json").write_text(text, "utf-8")
    return folder


def pip(portal: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pip", "install", "--no-index", *arguments],
        cwd=portal,
        capture_output=True,
        text=True,
        check=False,
    )


def requirements(portal: Path, name: str) -> list[str]:
    """What a requirements file asks for, a line each."""
    lines = (portal / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip() and not line.startswith("#")]


def test_a_portal_installs_the_wheel_beside_it_and_refuses_another(tmp_path: Path) -> None:
    portal = begun(tmp_path / "portal")
    (wheel,) = (portal / "tools").iterdir()
    itself = ("--no-deps", "--no-build-isolation", "--requirement", "requirements-journeybook.txt")
    done = pip(portal, *itself, "--target", str(tmp_path / "there"))
    assert done.returncode == 0, done.stderr
    # It begins the same portal, the wheel that it packs included, so nothing was lost on the way.
    again = begun(tmp_path / "again" / "portal", tmp_path / "there")
    assert (again / "tools" / wheel.name).read_bytes() == wheel.read_bytes()
    assert requirements(again, "requirements.txt") == requirements(portal, "requirements.txt")

    wheel.write_bytes(wheel.read_bytes() + b"x")
    refused = pip(portal, *itself, "--target", str(tmp_path / "not"))
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stderr


def test_the_wheel_that_was_installed_is_taken_as_it_is_while_it_is_the_same(tmp_path: Path) -> None:
    wheel = tmp_path / "journeybook-9.9-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    wrong = note(wheel.as_uri(), archive_info={"hashes": {"sha256": "00"}})
    portal = begun(tmp_path / "changed", installed_from(tmp_path / "one", wrong))
    assert (portal / "tools" / wheel.name).read_bytes() != b"a wheel"
    digest = sha256(b"a wheel").hexdigest()
    right = note(wheel.as_uri(), archive_info={"hashes": {"sha256": digest}})
    portal = begun(tmp_path / "same", installed_from(tmp_path / "two", right))
    assert (portal / "tools" / wheel.name).read_bytes() == b"a wheel"
    assert requirements(portal, "requirements-journeybook.txt") == [
        f"./tools/{wheel.name} --hash=sha256:{digest}"
    ]


def test_a_portal_names_the_repository_that_journeybook_came_from(tmp_path: Path) -> None:
    installed = installed_from(tmp_path / "installed", git("https://me:secret@git.example/acme/book.git"))
    portal = begun(tmp_path / "portal", installed)
    assert requirements(portal, "requirements-journeybook.txt") == [
        f"journeybook @ git+https://git.example/acme/book.git@{COMMIT}"
    ]
    assert not (portal / "tools").exists()


def test_all_that_journeybook_needs_is_pinned_by_hash(tmp_path: Path) -> None:
    portal = begun(tmp_path / "portal")
    lines = requirements(portal, "requirements.txt")
    assert len(lines) > 30
    assert [
        line for line in lines if not re.match(r"[a-z0-9-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)
    ] == []
    # In an environment made from the lock, there is nothing left to get: what it lists is what is needed.
    done = pip(portal, "--dry-run", "--require-hashes", "--requirement", "requirements.txt")
    assert done.returncode == 0, done.stderr
    done = pip(portal, "--dry-run", "--no-deps", "--requirement", "requirements-journeybook.txt")
    assert done.returncode == 0, done.stderr


def test_no_file_asks_an_index_for_a_name_that_nobody_has_registered(tmp_path: Path) -> None:
    portal = begun(tmp_path / "portal")
    docs = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
    recipes = [*sorted((ROOT / ".github").rglob("*.yml")), ROOT / ".gitlab-ci.yml"]
    bare = re.compile(r"journeybook *[=~<>!]=|pip install (-\S+ )*['\"]?journeybook['\"]?\s*$", re.MULTILINE)
    for path in [*docs, *recipes, *sorted(portal.rglob("*"))]:
        if path.is_file() and path.suffix != ".whl":
            text = path.read_text("utf-8")
            assert not bare.search(text), path
            assert str(tmp_path) not in text, path
    for answers in (Answers(name=""), OWN):
        assert all("--require-hashes" in line or "--no-deps" in line for line in answers.install)


def test_requirements_of_a_site_are_kept_and_it_is_said_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("mkdocs-macros-plugin\n", "utf-8")
    for command in (["init", str(tmp_path)], ["ci", "gitlab", str(tmp_path), "--write"]):
        done = CliRunner().invoke(journeybook, command)
        assert done.exit_code == 0
        assert "requirements.txt is one of your own" in done.stderr
    assert (tmp_path / "requirements.txt").read_text("utf-8") == "mkdocs-macros-plugin\n"


def test_the_same_files_make_the_same_wheel() -> None:
    assert installation() == installation()
