from __future__ import annotations

import struct
import sys

import pytest
from click.testing import CliRunner

from factories import make_journey, make_library, make_stage, make_step
from journeybook.cli import journeybook
from journeybook.exporters.exporter import ExportError, ExportOptions
from journeybook.exporters.fonts import all_letters, font_files
from journeybook.exporters.png_exporter import EXPORTER, MOST_PIXELS
from journeybook.pages.portfolio import Portfolio


def png(title: str, options: ExportOptions = ExportOptions()) -> bytes:  # noqa: B008 - frozen
    library = make_library(make_journey("m", make_stage("S", make_step("T", emotion=-1)), title=title))
    (file,) = EXPORTER.write(Portfolio(library, "P"), ["m"], options)
    return file.content


def size_of(content: bytes) -> tuple[int, int]:
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def test_a_png_is_as_wide_as_asked_else_twice_its_svg() -> None:
    own, _ = size_of(png("A map"))
    asked, _ = size_of(png("A map", ExportOptions(width=500)))
    assert asked == 500
    assert own > 1000


def test_words_are_drawn_and_the_same_bytes_each_time() -> None:
    assert png("A map") == png("A map")
    assert png("A map") != png("A nap")


@pytest.mark.parametrize(
    ("text", "parts", "complete"),
    [
        ("Plain − words", ["inter-latin"], True),
        ("Москва", ["inter-latin", "inter-cyrillic"], True),
        ("日本", ["inter-latin"], False),
    ],
)
def test_only_the_parts_of_the_font_that_a_text_needs_are_used(
    text: str, parts: list[str], complete: bool
) -> None:
    with font_files(all_letters([text])) as fonts:
        assert [path.stem for path in fonts.paths] == parts
        assert all(path.read_bytes().startswith(b"\x00\x01\x00\x00") for path in fonts.paths)
        assert fonts.complete is complete
    assert not any(path.exists() for path in fonts.paths)


def test_a_picture_that_no_memory_holds_is_refused() -> None:
    library = make_library(make_journey("m", *(make_stage(f"S{each}") for each in range(3))))
    with pytest.raises(ExportError, match="smaller --width"):
        list(EXPORTER.write(Portfolio(library, "P"), ["m"], ExportOptions(width=MOST_PIXELS // 1000)))


def test_a_package_that_is_not_installed_is_named_with_its_extra(tmp_path, monkeypatch) -> None:
    (tmp_path / "maps/journeys").mkdir(parents=True)
    (tmp_path / "maps/journeys/m.yml").write_text("title: M\nstages: [{title: S}]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "journeybook.exporters.png_exporter")
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    result = CliRunner().invoke(journeybook, ["export", "png"])
    assert result.exit_code == 2
    assert "pip install 'journeybook[export]'" in result.stderr
