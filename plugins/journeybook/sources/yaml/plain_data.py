"""Fast reading of YAML to plain data, for files without findings.

Tracking the place of each value takes most of the reading time, and is needed only for findings.
Any text that `read_yaml` might report something about is left to it.
"""

from __future__ import annotations

from typing import Any

import yaml

from journeybook.sources.yaml.nodes import NULLS
from journeybook.sources.yaml.reader import DEPTH, FILE_BYTES, NODES, ODD_KEYS, begins_comment
from journeybook.text.characters import check_characters, first_refused

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_plain(text: str) -> dict[str, Any] | None:
    """The data of a text that has no findings, as `data_of` gives it; else None.

    None also for texts that might have findings: `read_yaml` has to read these.
    """
    if "\t" in text or begins_comment(text) or check_characters(text, ""):
        return None
    if len(text) > FILE_BYTES or (not text.isascii() and len(text.encode("utf-8", "replace")) > FILE_BYTES):
        return None
    try:
        return _data(_LOADER(text))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _data(loader: Any) -> dict[str, Any] | None:
    """A loop over the events; its local variables save a tenth of the time."""
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    root: Any = None
    around: list[tuple[Any, bool]] = []
    holder: Any = None
    value: Any
    keyed = False
    key: Any = None
    values = 0
    for event in iter(loader.get_event, None):
        kind = type(event)
        if kind is scalar:
            values += 1
            value = event.value
            style = event.style
            if event.anchor or event.tag or holder is None or (style == '"' and first_refused(value)):
                return None
            if keyed and key is None:
                if value in holder or value in ODD_KEYS:
                    return None
                key = value
                continue
            if not style and value in NULLS:
                value = None
        elif kind is mapping or kind is sequence:
            values += 1
            if event.anchor or event.tag or (keyed and key is None) or len(around) >= DEPTH:
                return None
            value = {} if kind is mapping else []
            if holder is None:
                if kind is sequence:
                    return None
                root = holder = value
                around.append((None, False))
                keyed = True
                continue
            around.append((holder, keyed))
        elif kind in ends:
            holder, keyed = around.pop()
            continue
        else:
            again = kind is yaml.DocumentStartEvent and (event.tags or root is not None)
            if again or kind is yaml.AliasEvent:
                return None
            continue
        if keyed:
            holder[key] = value
            key = None
        else:
            holder.append(value)
        if kind is not scalar:
            holder = value
            keyed = kind is mapping
    return root if values <= NODES else None
