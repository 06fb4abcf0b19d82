"""What a hand-written page may ask for, checked before any parser reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from journeybook.diagnostics import Place
from journeybook.sources.limits import PAGE_LIMITS, PageLimits
from journeybook.sources.markdown.page_limits import beyond_limits

LIMITS = PageLimits(page_fences=3, page_headings=4, page_nesting=5, page_brackets=6)


def found(text: str, limits: PageLimits = LIMITS) -> tuple[int, str] | None:
    said = beyond_limits(text.split("\n"), Place("docs/a.md", 10), limits, {"journey"})
    if said is None:
        return None
    assert said.code == "JB916"
    assert said.help
    limit = next(name for name in PAGE_LIMITS if f"`limits: {{{name}: …}}`" in said.help)
    return said.place.line, limit


FENCE = "```journey\nref: a\n```\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FENCE * 3, None),
        (FENCE * 4, (19, "page_fences")),
        (FENCE.replace("journey", "yaml") * 4, None),
        (f"Text\n\n{FENCE * 3}\n- item\n\n    ```journey\n    ref: a\n    ```\n", (24, "page_fences")),
        ("# A\n" * 4, None),
        ("# A\n" * 5, (14, "page_headings")),
        ("A\n===\n\n" * 5, (23, "page_headings")),
        ("```\n" + "# A\n" * 9 + "```\n", None),
        ("[" * 6, None),
        ("Text\n" + "[" * 7, (11, "page_brackets")),
        ("[a\n" * 7, (16, "page_brackets")),
        ("[a\n\n" * 20, None),
        ("[a](b) " * 50, None),
        ("\\[" * 50, None),
        ("```\n" + "[" * 50 + "\n```\n", None),
        # A fence that nothing closes hides nothing.
        ("```\n" + "[" * 50, (11, "page_brackets")),
        ("* " * 5 + "a", None),
        ("* " * 6 + "a", (10, "page_nesting")),
        ("1. " * 6 + "a", (10, "page_nesting")),
        (">" * 6, (10, "page_nesting")),
        ("* " * 40, None),
        ("- - -\n" * 40, None),
        ("".join(f"{'    ' * depth}- a\n" for depth in range(5)), None),
        ("".join(f"{'    ' * depth}- a\n" for depth in range(6)), (15, "page_nesting")),
        ("".join(f"{'  ' * depth}- a\n\n" for depth in range(6)), (20, "page_nesting")),
        ("".join(f"{'    ' * depth}!!! note\n" for depth in range(6)), (15, "page_nesting")),
        ("- a\n  - b\n  - c\n- d\n" * 30, None),
        (f"- a\n\nText\n\n{'  ' * 3}- b\n" * 30, None),
        ("12.5 percent > 3\n" * 40, None),
    ],
)
def test_the_first_line_beyond_a_limit_is_named_with_the_limit(text, expected):
    assert found(text) == expected


def test_settings_can_raise_each_limit_that_a_text_is_measured_by():
    for name, text in {
        "page_fences": FENCE * 4,
        "page_headings": "# A\n" * 5,
        "page_nesting": "* " * 6 + "a",
        "page_brackets": "[" * 7,
    }.items():
        assert found(text), name
        assert found(text, replace(LIMITS, **{name: 100})) is None, name


def test_of_two_sets_of_limits_the_lower_ones_count():
    one, other = PageLimits(page_bytes=5, page_fences=900), PageLimits(page_bytes=70)
    assert one.lowered(other) == replace(other, page_bytes=5)
    assert other.lowered(one) == one.lowered(other)
