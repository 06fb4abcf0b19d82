"""What is wrong with the folder of hand-written pages is told before the site that stands is touched."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from small_portal import SOUND, build, tree_digest, write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("built"), SOUND)
    assert build(root).code == 0
    return root


def page(text: str) -> Callable[[Path], object]:
    return lambda docs: (docs / "bad.md").write_text(text)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "brackets": (page("---\na: " + "[" * 98_000 + "\n---\n"), "docs/bad.md:2"),
    "aliases": (page("---\na: &a [1]\nb: *a\n---\n"), "docs/bad.md:2:4"),
    "icon": (page("---\nicon: material/nothing\n---\n# A\n"), "docs/bad.md:2:7"),
    "template": (page("---\ntemplate: nothing.html\n---\n# A\n"), "docs/bad.md:2:11"),
    "name": (lambda docs: (docs / "<b>.md").write_text("# A\n"), "docs/<b>.md"),
    "pipe": (lambda docs: os.mkfifo(docs / "bad.png"), "docs/bad.png"),
    "link": (lambda docs: (docs / "bad").symlink_to("/etc"), "docs/bad"),
    "loops": (lambda docs: [(docs / each).symlink_to(".") for each in ("bad", "bad2")], "docs/bad"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_page_stops_the_build_and_the_site_stays(case: str, built: Path) -> None:
    put, place = BAD[case]
    before = tree_digest(built / "site")
    put(built / "docs")
    try:
        done = build(built)
    finally:
        for path in (built / "docs").iterdir():
            if path.name != "notes.md":
                path.unlink()
    assert done.code == 1, done.log
    assert place in done.log
    assert "Traceback" not in done.log
    assert tree_digest(built / "site") == before


def test_links_to_folders_that_a_site_leaves_out_are_not_walked(tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "docs/.tools/x.txt": "x"})
    for name in ("one", "other"):
        (root / "docs" / ".tools" / name).symlink_to(".")
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "the payment" in (root / "site" / "notes" / "index.html").read_text("utf-8")


def test_front_matter_of_other_plugins_is_kept_and_links_inside_are_followed(tmp_path: Path) -> None:
    text = "---\nown: {deep: [1, two]}\nhide: [toc]\ntags: word\n---\n# Own\n"
    hook = "def on_post_page(output, page, config):\n    return output + repr(page.meta.get('own'))\n"
    config = SOUND["mkdocs.yml"] + "hooks: [hook.py]\n"  # type: ignore[operator]
    root = write(tmp_path, {**SOUND, "docs/own.md": text, "hook.py": hook, "mkdocs.yml": config})
    (root / "docs" / "same.md").symlink_to("own.md")
    done = build(root, "--strict")
    assert done.code == 0, done.log
    for address in ("own", "same"):
        written = (root / "site" / address / "index.html").read_text("utf-8")
        assert written.endswith("{'deep': [1, Markup('two')]}")
