"""Real files of others are imported without a loss of their text; read beside the checkout."""

from __future__ import annotations

import pytest

from benchmarks.import_coverage import REAL, coverage_of, shape_of
from places import needs_corpus

pytestmark = needs_corpus("real")

SHAPES = {"markdown, tables": 0.93, "markdown, lists": 0.95, "openjourney": 1.0, "mermaid": 1.0}
"""The share of the files of a shape that keep all their text."""


@pytest.mark.parametrize("shape", SHAPES)
def test_maps_of_a_shape_keep_their_text(shape):
    paths = [
        path
        for folder in ("maps", "mermaid", "mermaid-upstream")
        if (REAL / folder).is_dir()
        for path in sorted((REAL / folder).iterdir())
        if shape_of(path) == shape
    ]
    rows = [coverage_of(path) for path in paths]
    entire = sum(1 for each in rows if not each.lost)
    assert entire >= SHAPES[shape] * len(rows), [each.file for each in rows if each.lost]
    assert [each.file for each in rows if each.texts and each.share < 0.99] == []
