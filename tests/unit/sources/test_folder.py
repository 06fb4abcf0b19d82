from __future__ import annotations

import struct
import zlib

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.portal.portal import read_portal
from journeybook.sources.folder import RESERVED
from journeybook.sources.images import check_photo

MAP = "title: X\n"


def portal(tmp_path, files):
    for name, text in files.items():
        file = tmp_path / "maps" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            file.write_bytes(text)
        else:
            file.write_text(text, "utf-8")
    return read_portal(tmp_path)


def found(made):
    return {(each.code, each.place.file.removeprefix("maps/")) for each in made.diagnostics}


def test_the_folder_is_the_kind_the_stem_is_the_id_and_folders_between_are_sections(tmp_path):
    made = portal(
        tmp_path,
        {
            "journeys/a.yml": MAP,
            "journeys/use/daily/b.md": "---\ntitle: B\n---\n",
            "personas/p.yaml": MAP,
            "evidence/e.yml": MAP,
            "recommendations/r.yml": "title: X\nrelevant: [a]\n",
            "paths/w.yml": MAP,
            "accounts/c.yml": MAP,
            "metrics/m.yml": MAP,
            "metrics/m.csv": "date,value\n2026-01-01,1\n",
        },
    )
    assert not made.diagnostics
    library = made.library
    assert list(library.journeys) == ["a", "b"]
    assert (library.journeys["a"].section, library.journeys["b"].section) == ("", "use/daily")
    assert [list(shelf) for shelf in (library.personas, library.evidence, library.paths)] == [
        ["p"],
        ["e"],
        ["w"],
    ]
    assert library.metrics["m"].readings[0].value == 1.0
    assert library.sources[Ref(Kind.JOURNEY, "b")].file == "maps/journeys/use/daily/b.md"
    assert made.counted == 2
    assert not made.broken


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("journeys/A.yml", "JB106"),
        ("journeys/.yml", "JB106"),
        ("journeys/a b.yml", "JB106"),
        ("journeys/a--b.yml", "JB106"),
        ("journeys/a\nb.yml", "JB106"),
        ("journeys/__proto__.yml", "JB106"),
        ("journeys/a\u202eb.yml", "JB106"),
        ("journeys/caf\udce9.yml", "JB106"),
        ("journeys/" + "a" * 65 + ".yml", "JB106"),
        ("journeys/com1.txt.yml", "JB106"),
        ("journeys/<b>/a.yml", "JB106"),
        ("journeys/index.yml", "JB107"),
        ("journeys/con.md", "JB107"),
        ("journeys/a.YML", "JB104"),
        ("journeys/a.html", "JB104"),
        ("journeys/a.svg", "JB104"),
        ("journeys/a.csv", "JB104"),
        ("conftest.py", "JB104"),
        ("a.yml", "JB105"),
        ("jurneys/a.yml", "JB105"),
        ("journeys/a/b/c/d/e/f.yml", "JB105"),
    ],
)
def test_what_does_not_belong_is_named_and_not_read(tmp_path, name, code):
    made = portal(tmp_path, {name: MAP})
    assert [each.code for each in made.diagnostics] == [code]
    assert not made.library.journeys
    shown = made.diagnostics[0].place.file
    assert shown.isprintable()


@pytest.mark.parametrize(
    "name",
    ["journeys/a.yml~", "journeys/#a.yml#", "journeys/.a.swp", ".gitkeep", "README.md", "journeys/README.md"],
)
def test_leavings_of_editors_are_passed_over(tmp_path, name):
    assert not portal(tmp_path, {"journeys/b.yml": MAP, name: "x"}).diagnostics


def test_a_hidden_map_is_left_out_with_a_word(tmp_path):
    assert found(portal(tmp_path, {"journeys/.a.yml": MAP})) == {("JB105", "journeys/.a.yml")}


def test_the_second_of_two_files_with_one_id_is_told_of_the_first(tmp_path):
    made = portal(
        tmp_path, {"journeys/a/m.yml": MAP, "journeys/b/m.md": "---\ntitle: Y\n---\n", "personas/m.yml": MAP}
    )
    assert found(made) == {("JB108", "journeys/b/m.md")}
    assert "maps/journeys/a/m.yml" in made.diagnostics[0].message
    assert made.library.journeys["m"].title == "X"
    assert list(made.broken) == [Ref(Kind.JOURNEY, "m")]


def test_links_are_not_followed_wherever_they_stand(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.yml").write_text(MAP)
    portal(tmp_path, {"journeys/a.yml": MAP})
    maps = tmp_path / "maps"
    (maps / "journeys" / "gone.yml").symlink_to(outside / "none.yml")
    (maps / "journeys" / "folder").symlink_to(outside)
    (maps / "personas").symlink_to(outside)
    (maps / "vocabulary.yml").symlink_to(outside / "x.yml")
    made = read_portal(tmp_path)
    assert found(made) == {
        ("JB102", name) for name in ("journeys/gone.yml", "journeys/folder", "personas", "vocabulary.yml")
    }
    assert list(made.library.journeys) == ["a"]
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "maps").symlink_to(maps)
    assert [each.code for each in read_portal(linked).diagnostics] == ["JB102"]


def test_without_a_folder_there_is_one_finding(tmp_path):
    assert [(each.code, each.place.file) for each in read_portal(tmp_path, "cards").diagnostics] == [
        ("JB100", "cards")
    ]


def test_reserved_words_are_ids_by_shape():
    # Otherwise the better message about the name would never be seen.
    assert all(word.isalnum() for word in RESERVED)


def png(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + head
        + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08\x00\x20\x00\x30\x01\x01\x11\x00"
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1f\x00\x00\x0f\x00\x00"


@pytest.mark.parametrize(
    ("content", "name"), [(png(40, 30), "a.png"), (JPEG, "a.jpg"), (JPEG, "a.jpeg"), (WEBP, "a.webp")]
)
def test_a_picture_is_what_its_name_says(content, name):
    assert not check_photo(content, name)
    assert check_photo(b"<script>alert(1)</script>", name)
    for length in range({"a.png": 24, "a.webp": 30}.get(name, 17)):  # it ends before its size has been said
        assert check_photo(content[:length], name)


def test_a_picture_of_another_kind_or_size_is_refused():
    assert check_photo(png(40, 30), "a.jpg")
    assert (
        check_photo(png(100_000, 100_000), "a.png")[0].message == "the picture is 100,000 by 100,000 pixels"
    )


def test_a_persona_s_picture_must_be_there(tmp_path):
    made = portal(tmp_path, {"personas/a.yml": "title: A\nphoto: a.png\n", "personas/a.png": png(4, 4)})
    assert not made.diagnostics
    (tmp_path / "maps" / "personas" / "a.png").unlink()
    assert [(each.code, each.place.line) for each in read_portal(tmp_path).diagnostics] == [("JB153", 2)]
    for bad in ("../a.png", "https://x.example/a.png", "a.svg"):
        made = portal(tmp_path, {"personas/a.yml": f"title: A\nphoto: {bad}\n"})
        assert [each.code for each in made.diagnostics] == ["JB152"]
