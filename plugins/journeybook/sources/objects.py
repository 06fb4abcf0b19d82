"""From one file to one object of the model, of any kind and format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError

from journeybook.diagnostics import Diagnostic, Severity
from journeybook.format.models import MODELS
from journeybook.library.objects import Item, Kind, Ref, Source
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary
from journeybook.rules import field_rules, yaml_rules
from journeybook.sources.field_names import looks_unspaced
from journeybook.sources.fixes import nameless_moments
from journeybook.sources.markdown.front_matter import read_prose_file
from journeybook.sources.markdown.map_reader import read_markdown_map
from journeybook.sources.model_reuse import Reuse
from journeybook.sources.step_ids import check_moments, has_names, has_sound_moments, number_moments
from journeybook.sources.suppressions import without_remarks
from journeybook.sources.validation import FROM_ELSEWHERE, Stray, fit
from journeybook.sources.yaml.nodes import Mapping, Node, NodePlaces, Scalar
from journeybook.sources.yaml.plain_data import read_plain
from journeybook.sources.yaml.reader import read_yaml


@dataclass(frozen=True, slots=True)
class ObjectRead:
    """The result of reading a text: the object (None if unreadable), its source and the findings.

    `advice` are hints that concern only those who publish it.
    """

    item: Item | None
    source: Source
    findings: tuple[Diagnostic, ...]
    strays: tuple[Stray, ...] = ()
    advice: tuple[Diagnostic, ...] = ()


def read_object(
    text: str,
    file: str,
    ref: Ref,
    *,
    markdown: bool = False,
    first_line: int = 1,
    given: dict[str, Any] | None = None,
    advised: bool = True,
    reuse: Reuse | None = None,
) -> ObjectRead:
    """The object that `text` describes, with the id of `ref` and the fields in `given`.

    `given` are section and readings. Without `advised` the advice is left out, which for a map
    without ids takes as long as all the rest. `reuse` holds earlier versions of the map.
    """
    fields = {"id": ref.id, **(given or {})}
    quick = None if markdown else _at_once(text, file, ref, first_line, fields, advised=advised, reuse=reuse)
    return quick or _with_care(
        text, file, ref, markdown=markdown, first_line=first_line, fields=fields, advised=advised
    )


def _at_once(
    text: str,
    file: str,
    ref: Ref,
    first_line: int,
    fields: dict[str, Any],
    *,
    advised: bool,
    reuse: Reuse | None,
) -> ObjectRead | None:
    """The object from plain data, with places computed on demand; None if there are findings."""
    data = read_plain(text)
    if data is None or not FROM_ELSEWHERE.isdisjoint(data):
        return None
    grow = partial(_regrown, text, file, ref.kind, markdown=False, first_line=first_line)
    nameless = False
    if ref.kind is Kind.JOURNEY:
        if not has_sound_moments(data):
            return None
        nameless = advised and not has_names(data)
        number_moments(data)
    try:
        item = MODELS[ref.kind].model_validate((reuse.lend(ref, data) if reuse else data) | fields)
    except ValidationError:
        return None
    if reuse and isinstance(item, Journey):
        reuse.keep(ref, data, item)
    if not nameless:
        return ObjectRead(item, Source(file, text, NodePlaces(grow)), ())
    node = grow()
    assert isinstance(node, Mapping), "its plain data is one"
    assert isinstance(item, Journey), "nothing else has stages"
    advice = tuple(nameless_moments(node, item, text, first_line))
    return ObjectRead(item, Source(file, text, NodePlaces(node)), (), (), advice)


def _with_care(
    text: str,
    file: str,
    ref: Ref,
    *,
    markdown: bool,
    first_line: int,
    fields: dict[str, Any],
    advised: bool,
) -> ObjectRead:
    """The object with all findings about its text."""
    node, findings = _tree(text, file, ref.kind, markdown=markdown, first_line=first_line)
    if not isinstance(node, Mapping):
        if node is not None:
            findings = (*findings, _no_fields(node))
        return ObjectRead(None, Source(file, text), findings)
    prepare = None
    if ref.kind is Kind.JOURNEY:
        node, found = check_moments(node)
        findings = (*findings, *found)
        prepare = number_moments
    fitted = fit(MODELS[ref.kind], node, fields, prepare)
    findings = (*findings, *fitted.findings)
    if findings or fitted.strays:
        # Removing nodes from the tree would shift the positions of later ones.
        places = NodePlaces(fitted.node)
    else:
        places = NodePlaces(partial(_regrown, text, file, ref.kind, markdown=markdown, first_line=first_line))
    advice: tuple[Diagnostic, ...] = ()
    sound = not any(each.severity is Severity.ERROR for each in findings)
    if advised and sound and isinstance(fitted.model, Journey):
        advice = tuple(nameless_moments(fitted.node, fitted.model, text, first_line))
    return ObjectRead(fitted.model, Source(file, text, places), findings, fitted.strays, advice)


def read_vocabulary(
    text: str, file: str
) -> tuple[Vocabulary, Source, tuple[Diagnostic, ...], tuple[Stray, ...]]:
    """The portal's vocabulary; parts that cannot be read are left out."""
    node, findings = read_yaml(text, file)
    if not isinstance(node, Mapping):
        # An empty vocabulary is valid.
        empty = [found for found in findings if found.code != yaml_rules.empty_file.code]
        if node is not None:
            empty.append(_no_fields(node))
        return Vocabulary(), Source(file, text), tuple(empty), ()
    fitted = fit(Vocabulary, node, {})
    source = Source(file, text, NodePlaces(fitted.node))
    return fitted.model or Vocabulary(), source, (*findings, *fitted.findings), fitted.strays


def _tree(
    text: str, file: str, kind: Kind, *, markdown: bool, first_line: int
) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    if not markdown:
        return read_yaml(text, file, first_line)
    read = read_markdown_map if kind is Kind.JOURNEY else read_prose_file
    return read(without_remarks(text), file, first_line)


def _regrown(text: str, file: str, kind: Kind, *, markdown: bool, first_line: int) -> Node:
    """The tree of a text that was read before without a finding."""
    node, _ = _tree(text, file, kind, markdown=markdown, first_line=first_line)
    assert node is not None, "it could be read before"
    return node


def _no_fields(node: Node) -> Diagnostic:
    if isinstance(node, Scalar):
        unspaced = looks_unspaced(node.text)
        if unspaced:
            return field_rules.wrong_shape.at(
                node.place, "a space is missing after the colon", f"write `{unspaced}`"
            )
        return field_rules.wrong_shape.at(
            node.place, "the file holds a text and no fields", "begin with a line such as `title: Ordering`"
        )
    return field_rules.wrong_shape.at(
        node.place, "the file holds a list and no fields", "one file describes one thing; give each its own"
    )
