"""Draws ```` ```journeybook ```` fences: a part of the portal's home page on another page.

The fence names the part (`part: heat-map`). The renderer of the page provides the function that
draws it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.fences.journey_fence import mistake_box
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import language_in_use
from journeybook.rules import prose_rules
from journeybook.sources.yaml.nodes import Mapping, Scalar
from journeybook.sources.yaml.reader import read_yaml
from journeybook.text.characters import check_characters, visible
from journeybook.text.escape import escape
from journeybook.text.suggestions import nearest

LANGUAGE = "journeybook"


class Part(StrEnum):
    """The parts of the home page that a fence can show."""

    HEAT_MAP = "heat-map"
    TOP_PAINS = "top-pains"
    CHANGES = "changes"
    READING_PATHS = "reading-paths"
    SEARCH = "search"


DrawPart = Callable[[Part], str]

_NAMES = [str(each) for each in Part]
_WAY_OUT = f"the parts are {', '.join(f'`{each}`' for each in _NAMES)}"


def draw_part_fence(text: str, place: Place, draw: DrawPart | None) -> tuple[str, tuple[Diagnostic, ...]]:
    """Safe HTML for a fence whose lines begin at `place`, and the findings.

    With an error the HTML is a box with the message. Without `draw` the part is only named.
    """
    part, findings = read_part(text, place)
    if part is None:
        return mistake_box(findings, _("This part of the portal cannot be shown")), findings
    if draw is None:
        elsewhere = _("The part %(part)s is shown in the portal.", part=f"<code>{escape(part)}</code>")
        return f'<p class="jb-elsewhere" lang="{language_in_use()}">{elsewhere}</p>', findings
    return draw(part), findings


def read_part(text: str, place: Place) -> tuple[Part | None, tuple[Diagnostic, ...]]:
    """The part that a fence names, None after an error, and the findings."""
    found = list(check_characters(text, place.file, place.line))
    tree = None
    if text.strip() and not _wrong(found):
        tree, of_yaml = read_yaml(text, place.file, place.line)
        found += of_yaml
    if _wrong(found):
        return None, tuple(found)
    node = tree.get("part") if isinstance(tree, Mapping) else None
    if not isinstance(tree, Mapping) or not isinstance(node, Scalar):
        at = node.place if node else tree.place if tree else place
        found.append(
            prose_rules.invalid_fence.at(
                at, "the fence names no part of the portal", "write `part: heat-map`"
            )
        )
        return None, tuple(found)
    for key, entry in tree.entries.items():
        if key != "part":
            message = f"`{visible(key[:60])}` says nothing in this fence"
            found.append(prose_rules.invalid_fence.at(entry.key.place, message, "it takes `part` alone"))
    if node.text not in _NAMES:
        meant = nearest(node.text, _NAMES)
        message = f"there is no part `{visible(node.text[:60])}`"
        way_out = f"did you mean `{meant}`?" if meant else _WAY_OUT
        found.append(prose_rules.unknown_in_fence.at(node.place, message, way_out))
    return (None if _wrong(found) else Part(node.text)), tuple(found)


def _wrong(found: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in found)
