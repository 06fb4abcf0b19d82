"""YAML as editors read it: the tree of a source typed by the core schema of YAML 1.2."""

from __future__ import annotations

import math
import re
from typing import Any

from journeybook.sources.yaml.nodes import Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.reader import read_yaml

_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")


def as_editors_read(text: str) -> Any:
    """The plain data of a YAML text without mistakes, with its numbers and truths."""
    node, _ = read_yaml(text, "x.yml")
    assert node is not None
    return typed_tree(node)


def typed_tree(node: Node) -> Any:
    match node:
        case Scalar():
            return _scalar(node)
        case Sequence():
            return [typed_tree(item) for item in node.items]
        case Mapping():
            return {key: typed_tree(entry.value) for key, entry in node.entries.items()}


def _scalar(node: Scalar) -> Any:
    text = node.text
    if not node.plain:
        return text
    if node.is_null:
        return None
    if text.lower() in ("true", "false") and (text.islower() or text.istitle() or text.isupper()):
        return text.lower() == "true"
    if re.fullmatch("[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch("0o[0-7]+", text):
        return int(text, 0)
    if re.fullmatch("0x[0-9a-fA-F]+", text):
        return int(text, 16)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _INFINITE.fullmatch(text):
        return -math.inf if text.startswith("-") else math.inf
    return math.nan if text in (".nan", ".NaN", ".NAN") else text
