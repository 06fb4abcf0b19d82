"""The front matter of hand-written pages is read within bounds before MkDocs reads it without."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from journeybook.mkdocs_plugin.theme_fields import theme_judge
from journeybook.sources.markdown.page_fields import LINES, fitting, read_page_fields
from journeybook.sources.yaml.nodes import data_of

BOMB = (
    "---\na: &a {x: 1}\n"
    + "".join(
        f"{chr(98 + at)}: &{chr(98 + at)} {{<<: [{', '.join([f'*{chr(97 + at)}'] * 9)}]}}\n"
        for at in range(9)
    )
    + "---\n"
)


def told(text: str) -> list[str]:
    return [f"{each.code} {each.place.line}" for each in read_page_fields(text, "docs/a.md").findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Notes\ndate: 2026-01-02\nown: {deep: [1, {a: b}]}\n---\n# Notes\n", []),
        ("# Notes\n\nfree: text\n", []),
        ("", []),
        ("---\n---\n", []),
        ("---\ntitle: [\n", []),
        ("---\ntitle: Order #5\n---\n", []),
        ("---\ntags: [2026, a]\nhide: navigation\nsearch: {exclude: true}\n---\n", []),
        ("---\ntags:\nhide: []\n---\n", []),
        ("---\nx: " + "[" * 98_000 + "\n---\n", ["JB913 2"]),
        ("---\nx: " + "{a: " * 98_000 + "\n---\n", ["JB913 2"]),
        (BOMB, ["JB913 2"]),
        ("---\na: 1\nx: *nothing\n---\n", ["JB913 3"]),
        ("---\nx: !!python/name:os.system\n---\n", ["JB913 2"]),
        ("---\nx: " + "a" * 300_000 + "\n---\n", ["JB913 2"]),
        ("---\nx: [" + "a, " * 30_000 + "]\n---\n", ["JB913 2"]),
        ("---\ntitle: a: b\n---\n", ["JB914 2"]),
        ("---\nonly words\n---\n", ["JB914 2"]),
        ("---\ntitle: a\ntitle: b\n---\n", ["JB914 3"]),
        ("---\ntemplate: [a.html]\n---\n", ["JB914 2"]),
        (
            "---\nhide: {a: b}\ntags: [[a]]\nsearch: no\nicon: {a: b}\n---\n",
            ["JB914 2", "JB914 3", "JB914 4", "JB914 5"],
        ),
        ("a: b\n" * (LINES + 5), [f"JB913 {LINES + 1}"]),
    ],
)
def test_what_would_end_a_host_or_hold_it_up_is_found_first_and_at_once(
    text: str, expected: list[str]
) -> None:
    begun = time.process_time()
    assert told(text) == expected
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Notes\nicon: material/map\n---\n\n# A\n",
        "--- \ntitle: Notes\n... \n# A\n",
        "Title: Notes\nIcon:   material/map\n    and more\n\n# A\n",
        "  title: Notes\nnot one\n",
        "plain\ntitle: no\n",
    ],
)
def test_the_fields_are_those_that_mkdocs_finds(text: str) -> None:
    fields = read_page_fields(text, "docs/a.md").fields
    assert list(fields) == list(get_data(text)[1])
    assert all(
        str(get_data(text)[1][name]).startswith(data_of(entry.value)) for name, entry in fields.items()
    )


@pytest.mark.parametrize(
    ("name", "value", "fitted"),
    [
        ("hide", 5, "5"),
        ("hide", {"a": 1}, None),
        ("hide", ["toc", None], ["toc"]),
        ("tags", "a", ["a"]),
        ("tags", [2026, None, "a"], ["2026", "a"]),
        ("tags", [["a"]], None),
        ("icon", ["a"], None),
        ("search", "no", None),
        ("own", {"a": [1]}, {"a": [1]}),
    ],
)
def test_a_field_has_the_shape_that_templates_rely_on_or_is_not_there(
    name: str, value: object, fitted: object
) -> None:
    assert fitting(name, value) == fitted


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("icon: material/map", None),
        ("icon: material/nothing", "no icon `material/nothing`"),
        ("icon: ../../secret", "no icon"),
        ("template: main.html", None),
        ("template: other.html", "no template `other.html`"),
        ("template: ../main.html", "no template"),
        ("template: notes.txt", "no template"),
        ("location: https://a.example/", None),
        ("location: ../other/", None),
        ("location: javascript:run", "no address"),
        ("categories: [News]", None),
        ("categories: ['<img src=x onerror=run>']", "holds `<`"),
    ],
)
def test_what_a_page_names_of_the_theme_is_there(line: str, told: str | None, tmp_path: Path) -> None:
    (tmp_path / "theme" / ".icons" / "material").mkdir(parents=True)
    for name in ("main.html", "notes.txt", ".icons/material/map.svg"):
        (tmp_path / "theme" / name).write_text("x")
    (tmp_path / "main.html").write_text("x")
    found = list(
        theme_judge([str(tmp_path / "theme")])(
            read_page_fields(f"---\na: 1\n{line}\n---\n", "docs/a.md").fields
        )
    )
    assert [(each.code, each.place.line) for each in found] == ([("JB913", 3)] if told else [])
    assert all(str(told) in each.message for each in found)
