from __future__ import annotations

from journeybook.sources.yaml.comments import comments_of


def test_comments_are_told_from_marks_within_values():
    text = "a: b#c  # one\n# two\nd: \"x # y\"\ne: |  # three\n  # text\n  f\ng: [h, 'i #'] # four\n\nj: k\n  # five\n"
    assert [(each.line, each.column) for each in comments_of(text, "x")] == [
        (1, 9),
        (2, 1),
        (4, 7),
        (7, 15),
        (10, 3),
    ]
