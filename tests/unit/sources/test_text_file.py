from __future__ import annotations

import os

import pytest

from journeybook.sources.text_file import decode, read_shown, read_text
from journeybook.sources.yaml.reader import FILE_BYTES
from journeybook.text.characters import check_characters, printable, visible


def read(tmp_path, content):
    file = tmp_path / "a.yml"
    file.write_bytes(content)
    return read_text(file, "maps/a.yml")


def test_line_ends_and_the_mark_in_front_make_no_difference(tmp_path):
    texts = {
        read(tmp_path, content) for content in (b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n")
    }
    assert texts == {("a\nb\n", ())}


def test_a_file_of_another_encoding_says_where_and_what_to_do(tmp_path):
    text, (finding,) = read(tmp_path, "title: x\nab caf\xe9\n".encode("latin-1"))
    assert text is None
    assert (finding.code, finding.place.line, finding.place.column) == ("JB111", 2, 7)
    assert "UTF-8" in finding.help
    assert decode("a".encode("utf-16"), "x")[1][0].code == "JB111"
    assert decode(b"a\xc0\xafb", "x")[1][0].code == "JB111"


def test_a_text_with_refused_characters_is_for_excerpts_only(tmp_path):
    file = tmp_path / "a.yml"
    file.write_bytes(b"a: \x1b[31m\n")
    assert read_text(file, "a")[0] is None
    assert read_shown(file, "a")[0] == "a: \x1b[31m\n"


def test_links_pipes_and_folders_are_no_sources(tmp_path):
    target = tmp_path / "target.yml"
    target.write_text("title: x\n")
    link = tmp_path / "link.yml"
    link.symlink_to(target)
    pipe = tmp_path / "pipe.yml"
    os.mkfifo(pipe)  # whoever opens it as a file waits for ever
    found = {
        path.name: read_text(path, path.name)[1][0].code for path in (link, pipe, tmp_path, tmp_path / "none")
    }
    assert found == {"link.yml": "JB102", "pipe.yml": "JB103", tmp_path.name: "JB103", "none": "JB101"}


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    assert read(tmp_path, b"#" * FILE_BYTES)[0]
    assert read(tmp_path, b"#" * (FILE_BYTES + 1))[1][0].code == "JB109"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\x00", "JB112"),
        ("a\x7f", "JB112"),
        ("a\x9b", "JB112"),
        ("a\x85", "JB112"),
        ("a\ufeffb", "JB112"),
        ("a\ufdd0", "JB112"),
        ("a\U0001ffff", "JB112"),
        ("a\ud800", "JB112"),
        ("a\U000e0041", "JB112"),
        ("a\u202a", "JB113"),
        ("a\u2069", "JB113"),
        ("a" + "\u0301" * 9, "JB112"),
    ],
)
def test_characters_that_nobody_sees_are_refused_where_they_stand(text, code):
    (finding,) = check_characters(f"x\n{text}\n", "m", first_line=3)
    assert (finding.code, finding.place.line, finding.place.column) == (code, 4, 2)


@pytest.mark.parametrize(
    "text",
    ["a\u0301\u0302\u0303", "नमस्ते", "مَرْحَبًا", "\u200f\u200e\u061c", "‌می‌خواهم", "\t\n", "👨‍👩‍👧", "\u00a0"],
)
def test_characters_that_scripts_need_are_kept(text):
    assert check_characters(text, "m") == ()


def test_only_the_first_few_of_a_binary_file_are_told():
    assert len(check_characters("\x00" * 500, "m")) == 5


def test_what_is_printed_can_do_nothing_to_a_terminal():
    assert printable("a\x1b[31m\nb\u202ec\udce9") == "a\\x1b[31m\\x0ab\\u202ec\\xe9"
    assert printable("\u200f👩\u200d🚀") == "\u200f👩\u200d🚀"
    assert visible("p-ana\u200b") == "p-ana\\u200b"
