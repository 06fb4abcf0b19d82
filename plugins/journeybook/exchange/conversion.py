"""Converts a source between YAML and Markdown; unknown fields are moved to `lanes:`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.format.models import MODELS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.model.scalars import TEXT_LENGTH, is_visible
from journeybook.rules import import_rules
from journeybook.sources.field_names import meant_field
from journeybook.sources.file_format import Form
from journeybook.sources.ids import spelled
from journeybook.sources.markdown.front_matter import read_front_matter, read_prose_file
from journeybook.sources.markdown.map_reader import read_markdown_map
from journeybook.sources.markdown.map_writer import write_markdown
from journeybook.sources.model_fields import field_names, model_at
from journeybook.sources.step_ids import number_moments
from journeybook.sources.validation import fit
from journeybook.sources.yaml.comments import comments_of
from journeybook.sources.yaml.nodes import Entry, Mapping, Node, Scalar, Sequence
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import Tree, flow, write_yaml
from journeybook.text.characters import visible

_NOT_THE_FILES = frozenset({"id", "section", "readings"})


def convert(
    text: str, file: str, ref: Ref, *, markdown: bool, to: Form
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The source `text` of the object `ref` in the form `to`, and the findings.

    `markdown` is whether `text` is Markdown. The result is None after an error, because a
    conversion would silently drop what could not be read.
    """
    node, found = _read(text, file, ref.kind) if markdown else read_yaml(text, file)
    findings = list(found)
    if not isinstance(node, Mapping):
        if not findings:
            findings.append(
                import_rules.not_imported.at(node.place if node else Place(file), "the file holds no fields")
            )
        return None, tuple(findings)
    prepare = None
    if ref.kind is Kind.JOURNEY:
        keeping = _Keeping()
        node = keeping.journey(node)
        findings.extend(keeping.findings)
        prepare = number_moments
    fitted = fit(MODELS[ref.kind], node, {"id": ref.id, "section": ""}, prepare)
    findings.extend(fitted.findings)
    findings.extend(
        import_rules.not_imported.at(
            stray.place,
            f"`{visible(stray.text[:60])}` is the id of no {stray.kind}",
            "mend it first; a conversion would lose it",
        )
        for stray in fitted.strays
    )
    if fitted.model is None or any(each.severity is Severity.ERROR for each in findings):
        return None, tuple(findings)
    findings.extend(_lost_comments(text, file, markdown=markdown))
    written = write_markdown(fitted.model) if to is Form.MARKDOWN else write_yaml(fitted.model)
    return written, tuple(findings)


def _read(text: str, file: str, kind: Kind) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    return read_markdown_map(text, file) if kind is Kind.JOURNEY else read_prose_file(text, file)


def _lost_comments(text: str, file: str, *, markdown: bool) -> Iterator[Diagnostic]:
    # In the prose below front matter, `#` begins no comment.
    front = text
    if markdown:
        lines = text.split("\n")
        front = "\n".join(lines[: read_front_matter(text, file).body_line - 1])
    places = list(comments_of(front, file))
    if places:
        count = "a comment is" if len(places) == 1 else f"{len(places)} comments are"
        yield import_rules.comments_lost.at(
            places[0], f"{count} not taken over", "copy what matters into the text or a narrative"
        )


@dataclass(slots=True)
class _Keeping:
    """Moves unknown fields into the lanes of their map, stage or step."""

    findings: list[Diagnostic] = field(default_factory=list)

    def journey(self, root: Mapping) -> Mapping:
        """The tree of a map without unknown fields."""
        return self._kept(self._with_items(root, "stages", Stage), Journey)

    def _with_items(self, holder: Mapping, name: str, model: type[Moment]) -> Mapping:
        value = holder.get(name)
        if value is None:
            return holder
        if isinstance(value, Sequence):
            changed: Node = replace(value, items=tuple(self._moment(item, model) for item in value.items))
        else:
            changed = self._moment(value, model)
        entries = {**holder.entries, name: Entry(holder.entries[name].key, changed)}
        return replace(holder, entries=entries)

    def _moment(self, node: Node, model: type[Moment]) -> Node:
        if not isinstance(node, Mapping):
            return node
        return self._kept(self._with_items(node, "steps", Step) if model is Stage else node, model)

    def _kept(self, holder: Mapping, model: type[BaseModel]) -> Mapping:
        """`holder` with its unknown fields, and those of items in its lists, moved to its lanes."""
        known = field_names(model)
        lanes: dict[str, list[str]] = {}
        entries: dict[str, Entry] = {}
        for name, entry in holder.entries.items():
            if name not in known and name not in _NOT_THE_FILES:
                self._keep(lanes, holder, model, name, entry)
                continue
            inner = model_at(model, (name,))
            has_parts = inner is not model and name not in ("stages", "steps", "lanes")
            value = self._inside(entry.value, inner, name, lanes, holder) if has_parts else entry.value
            entries[name] = Entry(entry.key, value)
        there = holder.get("lanes")
        if not lanes or not isinstance(there, Mapping | None):
            return replace(holder, entries=entries)
        return replace(holder, entries={**entries, "lanes": self._joined(holder, lanes)})

    def _inside(
        self, value: Node, model: type[BaseModel], name: str, lanes: dict[str, list[str]], holder: Mapping
    ) -> Node:
        if isinstance(value, Sequence):
            items = tuple(self._inside(item, model, name, lanes, holder) for item in value.items)
            return replace(value, items=items)
        if not isinstance(value, Mapping):
            return value
        known = field_names(model)
        for key, entry in value.entries.items():
            if key not in known:
                self._keep(lanes, holder, model, key, entry, prefix=f"{name}-")
        return replace(value, entries={key: entry for key, entry in value.entries.items() if key in known})

    def _keep(
        self,
        lanes: dict[str, list[str]],
        holder: Mapping,
        model: type[BaseModel],
        name: str,
        entry: Entry,
        *,
        prefix: str = "",
    ) -> None:
        texts = [text for text in _texts(entry.value) if is_visible(text)]
        lane = self._free(spelled(f"{prefix}{name}") or "other", holder, lanes)
        meant = meant_field(name, list(field_names(model)))
        shown = visible(name[:60])
        message = f"there is no field `{shown}` here; it is kept under `lanes:` as `{lane}`"
        if texts:
            lanes[lane] = texts
        else:
            message = f"there is no field `{shown}` here, and it has no value"
        way_out = (
            f"did you mean `{meant}`?" if meant else "declare the lane in the vocabulary, or move the text"
        )
        self.findings.append(import_rules.unknown_field_kept.at(entry.key.place, message, way_out))

    def _free(self, lane: str, holder: Mapping, lanes: dict[str, list[str]]) -> str:
        """An unused lane of this name that is no field."""
        there = holder.get("lanes")
        taken = set(lanes) | (set(there.entries) if isinstance(there, Mapping) else set())
        taken |= {each.replace("_", "-") for each in field_names(Stage)}
        number, free = 1, lane
        while free in taken:
            free = f"other-{lane}" if number == 1 else f"other-{lane}-{number}"
            number += 1
        return free

    def _joined(self, holder: Mapping, lanes: dict[str, list[str]]) -> Entry:
        place = holder.place
        there = holder.get("lanes")
        entries = dict(there.entries) if isinstance(there, Mapping) else {}
        for lane, texts in lanes.items():
            items = tuple(Scalar(text, place, plain=False) for text in texts)
            entries[lane] = Entry(Scalar(lane, place), Sequence(items, place))
        return Entry(Scalar("lanes", place), Mapping(entries, place))


def _texts(value: Node) -> Iterator[str]:
    """A value as texts that each fit into a field."""
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _texts(item)
        return
    tree = _tree(value)
    text = tree if isinstance(tree, str) else flow(tree)
    for at in range(0, len(text), TEXT_LENGTH):
        yield text[at : at + TEXT_LENGTH]


def _tree(node: Node) -> Tree:
    match node:
        case Scalar():
            return "" if node.is_null else node.text
        case Sequence():
            return [_tree(item) for item in node.items]
        case Mapping():
            return {key: _tree(entry.value) for key, entry in node.entries.items()}
