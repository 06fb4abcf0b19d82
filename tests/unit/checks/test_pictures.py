from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.portal.portal import Portal, read_portal
from pictures import png

MAP = "title: M\nstages:\n  - {id: s, title: S, steps: [{id: t, title: T, image: %s}]}\n"


def portal(root: Path, files: dict[str, str | bytes]) -> Portal:
    for name, content in {"journeys/a/images/page.png": png(300, 200), **files}.items():
        path = root / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_portal(root)


def codes(made: Portal) -> list[tuple[str, str | None]]:
    return [(each.code, each.help) for each in made.diagnostics if each.severity.value == "error"]


@pytest.mark.parametrize(
    ("image", "code", "way"),
    [
        ("{src: images/paeg.png, alt: P}", "JB153", "did you mean `page.png`?"),
        (
            "{src: page.png, alt: P}",
            "JB153",
            "its path begins at `maps/journeys/a/`, the folder of this file",
        ),
        ("{src: ../../../page.png, alt: P}", "JB154", "put the picture beside this file"),
        ("{src: images/page.png}", "JB141", "add `alt: ...`"),
        ("{src: images/page.png, alt: ''}", "JB149", None),
        ("{src: images/page.svg, alt: P}", "JB152", "images/order.png"),
        ("{src: /images/page.png, alt: P}", "JB152", "images/order.png"),
        ("{src: 'https://other.example/page.png', alt: P}", "JB152", "images/order.png"),
        ("images/page.png", "JB142", "write `{src: ..., alt: ...}`"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_reported_with_a_way_out(
    tmp_path: Path, image: str, code: str, way: str | None
) -> None:
    ((found, said),) = codes(portal(tmp_path, {"journeys/a/m.yml": MAP % image}))
    assert found == code
    assert way is None or way in (said or "")


def test_a_picture_may_lie_in_a_folder_beside_or_above_its_map(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "journeys/a/m.yml": MAP % "{src: images/page.png, alt: P}",
        "journeys/b/n.yml": MAP % "{src: ../a/images/page.png, alt: P}",
        "journeys/a/o.md": (
            "---\ntitle: O\n---\n\n## S {#s}\n\n### T {#t}\n\n"
            "- image:\n    - src: images/page.png\n    - alt: A page, and its colon: here\n"
        ),
    }
    made = portal(tmp_path, files)
    assert codes(made) == []
    written = made.library.journeys["o"].stages[0].steps[0].image
    assert written is not None
    assert (written.src, written.alt) == ("images/page.png", "A page, and its colon: here")


def test_a_shared_step_keeps_its_picture_in_a_map_of_another_folder(tmp_path: Path) -> None:
    shared = "title: N\nstages:\n  - {id: s, title: S, steps: [{id: u, title: U, same_as: 'm#t'}]}\n"
    made = portal(
        tmp_path,
        {"journeys/a/m.yml": MAP % "{src: images/page.png, alt: P}", "journeys/b/c/n.yml": shared},
    )
    assert codes(made) == []
    image = made.library.journeys["n"].stages[0].steps[0].image
    assert image is not None
    assert image.src == "../../a/images/page.png"


def test_a_missing_picture_of_a_shared_step_is_reported_once(tmp_path: Path) -> None:
    shared = "title: N\nstages:\n  - {id: s, title: S, steps: [{id: u, title: U, same_as: 'm#t'}]}\n"
    made = portal(tmp_path, {"journeys/a/m.yml": MAP % "{src: no.png, alt: P}", "journeys/b/n.yml": shared})
    assert [code for code, _ in codes(made)] == ["JB153"]


def test_a_damaged_picture_beside_a_map_is_named(tmp_path: Path) -> None:
    made = portal(
        tmp_path,
        {"journeys/a/m.yml": MAP % "{src: cut.png, alt: P}", "journeys/a/cut.png": png(300, 200)[:-20]},
    )
    assert [(each.code, each.place.file) for each in made.diagnostics][:2] == [
        ("JB114", "maps/journeys/a/cut.png"),
        ("JB153", "maps/journeys/a/m.yml"),
    ]
