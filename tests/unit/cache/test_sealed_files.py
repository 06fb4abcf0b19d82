from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from pydantic import TypeAdapter

import journeybook.cache.sealed_files as keeping_module
from journeybook.cache.sealed_files import FOLDER, code_fingerprint, load_sealed, save_sealed

ANY = TypeAdapter(Any)
DATA = {"a": [1, None, "ä\u2028"], "b": {}}


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "account"))
    (tmp_path / "portal").mkdir()
    return tmp_path / "portal"


def file_of(root, name="check.json"):
    return root / FOLDER / name


def test_what_was_kept_is_there_again_and_git_passes_it_over(root):
    assert load_sealed(root, "check.json", ANY) is None
    save_sealed(root, "check.json", ANY, DATA)
    assert load_sealed(root, "check.json", ANY) == DATA
    assert (root / FOLDER / ".gitignore").read_text() == "*\n"
    assert [each.name for each in sorted(file_of(root).parent.iterdir())] == [".gitignore", "check.json"]


def test_data_of_another_type_is_none(root):
    save_sealed(root, "check.json", ANY, DATA)
    assert load_sealed(root, "check.json", TypeAdapter(dict[str, int])) is None


def test_what_is_no_unicode_is_not_kept_and_no_failure(root):
    save_sealed(root, "check.json", ANY, ["maps/\udcff.yml"])
    assert load_sealed(root, "check.json", ANY) is None


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 90])
def test_a_file_that_was_cut_off_is_none(root, length):
    save_sealed(root, "check.json", ANY, DATA)
    content = file_of(root).read_bytes()
    file_of(root).write_bytes(content[:length])
    assert load_sealed(root, "check.json", ANY) is None


def test_a_byte_that_changed_makes_it_none(root):
    save_sealed(root, "check.json", ANY, DATA)
    content = file_of(root).read_bytes()
    for at in range(0, len(content), 7):
        file_of(root).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert load_sealed(root, "check.json", ANY) is None


def test_what_somebody_else_put_there_is_none(root, tmp_path, monkeypatch):
    save_sealed(root, "check.json", ANY, DATA)
    own = os.environ["XDG_CACHE_HOME"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "stranger"))
    assert load_sealed(root, "check.json", ANY) is None
    save_sealed(root, "check.json", ANY, {"a": "a lie"})
    monkeypatch.setenv("XDG_CACHE_HOME", own)
    assert load_sealed(root, "check.json", ANY) is None
    file_of(root).write_text(json.dumps(DATA))
    assert load_sealed(root, "check.json", ANY) is None


def test_one_kept_file_is_not_taken_for_another(root):
    save_sealed(root, "check.json", ANY, DATA)
    file_of(root).rename(file_of(root, "changelog.json"))
    assert load_sealed(root, "changelog.json", ANY) is None


def test_what_another_version_kept_is_none(root, monkeypatch):
    save_sealed(root, "check.json", ANY, DATA)
    monkeypatch.setattr(keeping_module, "code_fingerprint", lambda: "0" * 64)
    assert load_sealed(root, "check.json", ANY) is None
    assert len(code_fingerprint()) == 64


def test_links_are_not_followed(root, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / FOLDER.parts[0]).symlink_to(elsewhere)
    save_sealed(root, "check.json", ANY, DATA)
    assert list(elsewhere.iterdir()) == []
    (root / FOLDER.parts[0]).unlink()
    save_sealed(root, "check.json", ANY, DATA)
    file_of(root).rename(elsewhere / "check.json")
    file_of(root).symlink_to(elsewhere / "check.json")
    assert load_sealed(root, "check.json", ANY) is None


def test_where_nothing_can_be_written_nothing_is_kept(root, tmp_path, monkeypatch):
    (root / FOLDER.parts[0]).write_text("a file in the way")
    save_sealed(root, "check.json", ANY, DATA)
    assert load_sealed(root, "check.json", ANY) is None
    (root / FOLDER.parts[0]).unlink()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    save_sealed(root, "check.json", ANY, DATA)
    assert not file_of(root).exists()


def test_a_key_of_another_length_is_no_key(root, tmp_path):
    key = tmp_path / "account" / "journeybook" / "key"
    key.parent.mkdir(parents=True)
    key.write_bytes(b"")
    save_sealed(root, "check.json", ANY, DATA)
    assert not file_of(root).exists()


def test_a_key_beside_the_portal_is_not_asked_for(root, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "own")
    monkeypatch.chdir(root)
    save_sealed(root, "check.json", ANY, DATA)
    assert load_sealed(root, "check.json", ANY) == DATA
    assert not (root / "own").exists()
    assert (tmp_path / "home" / ".cache" / "journeybook" / "key").is_file()


def test_the_key_is_for_this_account_alone(root, tmp_path):
    save_sealed(root, "check.json", ANY, DATA)
    key = tmp_path / "account" / "journeybook" / "key"
    assert key.stat().st_mode & 0o777 == 0o600


def test_several_runs_at_a_time_leave_a_whole_file(root):
    save_sealed(root, "check.json", ANY, [])
    script = (
        "import sys; from pathlib import Path; from pydantic import TypeAdapter\n"
        "from journeybook.cache.sealed_files import load_sealed, save_sealed\n"
        "texts = TypeAdapter(list[str])\n"
        "for at in range(15):\n"
        "    save_sealed(Path(sys.argv[1]), 'check.json', texts, [sys.argv[2]] * 5000)\n"
        "    assert len(set(load_sealed(Path(sys.argv[1]), 'check.json', texts))) == 1\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(root), name]) for name in ("one", "other")]
    assert [each.wait(timeout=60) for each in running] == [0, 0]
    assert load_sealed(root, "check.json", ANY) in (["one"] * 5000, ["other"] * 5000)
