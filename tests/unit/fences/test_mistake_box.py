"""The box in the place of a fence that cannot be drawn: whatever a message holds, it is text that can be seen."""

from __future__ import annotations

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.fences.journey_fence import mistake_box


def test_hidden_characters_and_markup_of_a_message_are_shown():
    message = "there is no `x\u202ey` <b>here</b>"
    box = mistake_box([Diagnostic("JB901", Severity.ERROR, message, Place("page.md", 3))])
    assert "\u202e" not in box
    assert "<code>x" in box
    assert "&lt;b&gt;here" in box
