from __future__ import annotations

import pytest

from journeybook.sources.markdown.code_blocks import fences_of


def found(text, **options):
    return [
        (each.language, each.first, each.last, each.lines) for each in fences_of(text.split("\n"), **options)
    ]


def test_fences_of_backticks_and_tildes_are_found():
    assert found("a\n```journey\nx\n```\n~~~ Journey title\ny\n~~~~") == [
        ("journey", 1, 3, ("x",)),
        ("journey", 4, 6, ("y",)),
    ]


def test_a_fence_within_a_fence_is_text():
    assert found("````md\n```journey\nx\n```\n````") == [("md", 0, 4, ("```journey", "x", "```"))]
    assert found("~~~\n```journey\n~~~") == [("", 0, 2, ("```journey",))]


def test_indentation_of_the_fence_is_taken_off_its_lines():
    assert found("  ```{.journey}\n  a\n    b\n c\n  ```") == [("journey", 0, 4, ("a", "  b", "c"))]


def test_an_indented_code_block_is_no_fence_but_where_asked_for():
    text = "    ```journey\n    x\n    ```"
    assert found(text) == []
    assert found(text, deepest=8) == [("journey", 0, 2, ("x",))]


@pytest.mark.parametrize("text", ["``` a ``` b", "`` journey", "a ```journey"])
def test_code_within_a_line_is_no_fence(text):
    assert found(text) == []


def test_a_fence_that_is_never_closed_says_so():
    assert found("```journey\nx") == [("journey", 0, None, ("x",))]
