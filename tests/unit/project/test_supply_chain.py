"""What is installed is what was looked at: by hash, from locks that belong together, and with a list of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from places import ROOT
from sbom import BILL, pins, written
from small_portal import SOUND, write

LOCKS = sorted((ROOT / "locks").glob("*.txt"))
ENTRY = re.compile(r"^(?:[^\s#].*\\\n)(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_its_hashes_and_names_no_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert pins(text)
    assert ENTRY.sub("", text).strip() == "", "what is left is an entry without hashes, or something else"
    assert "://" not in text
    assert "index-url" not in text


def test_locks_agree_on_what_they_have_in_common() -> None:
    portal, test = (pins((ROOT / "locks" / name).read_text("utf-8")) for name in ("portal.txt", "test.txt"))
    assert {name: version for name, version in portal.items() if test.get(name) != version} == {}


def test_locks_hold_everything_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    asked = {
        "portal.txt": [*project["project"]["dependencies"], *groups["build"]],
        "test.txt": [*project["project"]["dependencies"], *groups["test"]],
        "audit.txt": groups["audit"],
    }
    assert {lock.name for lock in LOCKS} == set(asked)
    for name, lines in asked.items():
        locked = pins((ROOT / "locks" / name).read_text("utf-8"))
        for requirement in map(Requirement, lines):
            assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), requirement


def test_whoever_installs_a_lock_asks_for_its_hashes() -> None:
    listed = subprocess.run(
        ["git", "grep", "-hE", r"pip install .*(-r|--requirement) ", "--", ".", ":!docs/decisions", ":!tests/unit"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert len(listed) > 10
    assert [line for line in listed if "--require-hashes" not in line and "--no-deps" not in line] == []


def test_pip_takes_nothing_whose_hash_is_another(tmp_path: Path) -> None:
    package = tmp_path / "evil-1.0-py3-none-any.whl"
    package.write_bytes(b"PK\x05\x06" + bytes(18))
    lock = tmp_path / "lock.txt"
    lock.write_text(f"evil @ {package.as_uri()} --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--no-index",
        "--require-hashes",
        "--target",
        str(tmp_path / "into"),
    ]
    done = subprocess.run(
        [*command, "-r", str(lock)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (tmp_path / "into").exists()


def test_the_bill_of_materials_is_that_of_the_lock() -> None:
    assert BILL.read_text("utf-8") == written(), "`make sbom` writes it anew"


def test_everything_that_the_wheel_needs_is_on_the_bill_with_its_licence() -> None:
    bill = json.loads(BILL.read_text("utf-8"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    parts = {each["name"]: each for each in bill["components"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {canonicalize_name(Requirement(line).name) for line in project["project"]["dependencies"]}
    assert asked <= set(parts)
    assert not {"pytest", "hatchling", "editables", "uv"} & set(parts)
    assert [name for name, each in parts.items() if not each.get("licenses")] == []
    refs = {each["bom-ref"] for each in (*parts.values(), bill["metadata"]["component"])}
    assert len(refs) == len(parts) + 1
    told = {each["ref"]: each["dependsOn"] for each in bill["dependencies"]}
    assert set(told) == refs
    assert {other for others in told.values() for other in others} <= refs
    assert "timestamp" not in bill["metadata"]


_NO_SOCKETS = """\
import socket

def refused(*_, **__):
    raise OSError("this build asked for a network")

socket.socket.connect = socket.socket.connect_ex = refused
socket.getaddrinfo = socket.create_connection = refused
"""


def test_a_portal_is_built_without_a_network(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    unshare = shutil.which("unshare")
    alone = [unshare, "--net", "--map-root-user"] if unshare else []
    if not alone or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        # Where no network of its own is allowed, every connection is refused within the process.
        (tmp_path / "guard").mkdir()
        (tmp_path / "guard" / "sitecustomize.py").write_text(_NO_SOCKETS, encoding="utf-8")
        alone, environment["PYTHONPATH"] = [], str(tmp_path / "guard")
    done = subprocess.run(
        [*alone, *command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site" / "journeys" / "ordering" / "index.html").is_file()
    assert (tmp_path / "site" / "pagefind").is_dir()
