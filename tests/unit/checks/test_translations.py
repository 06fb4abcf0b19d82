"""A map is held to say the same as the map that it translates, in another language."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.portal.portal import read_portal

STAGES = "stages:\n  - {title: S, steps: [{title: T, emotion: -1}, {title: U}]}\n"


def found(tmp_path: Path, **maps: str) -> list[tuple[str, str, int, str]]:
    folder = tmp_path / "maps" / "journeys"
    folder.mkdir(parents=True)
    for key, text in maps.items():
        (folder / f"{key}.yml").write_text(f"title: {key}\nstatus: published\n{text}", "utf-8")
    return [
        (each.code, Path(each.place.file).stem, each.place.line, each.message)
        for each in read_portal(tmp_path).diagnostics
        if each.code in ("JB201", "JB317", "JB318")
    ]


GERMAN = "language: de\ntranslation_of: one\n"


def test_a_faithful_translation_is_left_alone(tmp_path: Path) -> None:
    french = GERMAN.replace("de", "fr", 1)
    assert found(tmp_path, one=STAGES, two=GERMAN + STAGES, three=french + STAGES) == []


@pytest.mark.parametrize(
    ("maps", "said"),
    [
        ({"one": "translation_of: one\n"}, ("one", 3, "itself")),
        ({"one": "", "two": "translation_of: one\n"}, ("two", 3, "both maps are in the language `en`")),
        (
            {"one": "", "two": GERMAN, "three": "language: fr\ntranslation_of: two\n"},
            ("three", 4, "`two` is a translation itself"),
        ),
        (
            {"one": "", "two": GERMAN, "zwei": GERMAN},
            ("zwei", 4, "`two` is the translation of `one` into `de`"),
        ),
        ({"one": "type: service-blueprint\n", "two": GERMAN}, ("two", 4, "of type `service-blueprint`")),
    ],
    ids=["itself", "language", "chain", "twice", "type"],
)
def test_what_cannot_be_a_translation_is_said(
    tmp_path: Path, maps: dict[str, str], said: tuple[str, int, str]
) -> None:
    ((code, file, line, message),) = found(tmp_path, **maps)
    assert (code, file, line) == ("JB317", *said[:2])
    assert said[2] in message


def test_an_unknown_map_is_said_once(tmp_path: Path) -> None:
    assert [each[:3] for each in found(tmp_path, two=GERMAN)] == [("JB201", "two", 4)]


@pytest.mark.parametrize(
    ("changed", "line", "words"),
    [
        (STAGES.replace("-1", "-2"), 6, "`emotion` is -2, and -1 in `one`"),
        (STAGES.replace(", {title: U}", ""), 6, "the number of steps of this stage is 1, and 2 in `one`"),
        (STAGES + "  - {title: V}\n", 6, "the number of stages is 2, and 1 in `one`"),
        (STAGES.replace(", emotion: -1", ""), 6, "`emotion` is none, and -1 in `one`"),
    ],
)
def test_what_was_changed_on_one_of_them_alone_is_said(
    tmp_path: Path, changed: str, line: int, words: str
) -> None:
    ((code, file, at, message),) = found(tmp_path, one=STAGES, two=GERMAN + changed)
    assert (code, file, at) == ("JB318", "two", line)
    assert words in message
