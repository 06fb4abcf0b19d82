"""From a tree of nodes to a model, with a diagnostic at the place of each invalid value.

One mistake must neither hide others nor remove a whole map from the portal. So an invalid value is
removed from the tree and the rest is validated again; the remaining tree has the same positions as
the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from journeybook.diagnostics import Diagnostic, Place
from journeybook.library.links import REFERENCES
from journeybook.library.objects import KEY, Kind
from journeybook.model.journey import NextStep
from journeybook.model.scalars import identifier, number
from journeybook.sources.field_names import meant_field, renamed_field
from journeybook.sources.model_fields import Location, field_names, model_at
from journeybook.sources.validation_messages import Misfit, describe, is_definition, unknown_field
from journeybook.sources.yaml.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    data_of,
    locate,
    node_at,
    pruned,
)

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 8
"""The most rounds. Each finds what the one before hid, such as a pain that lost its only field."""

_HELPED = 50
"""The most findings with a suggestion; reports show only the first few of a kind anyway."""

FROM_ELSEWHERE = frozenset({"id", "section", "readings"})
"""Fields that authors must not write at the top of a file."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A text in the place of a reference that is no valid id; checked when the library is known."""

    kind: Kind
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fitted(Generic[M]):
    """A model, the tree that it was made from, and the findings."""

    model: M | None
    node: Mapping
    findings: tuple[Diagnostic, ...]
    strays: tuple[Stray, ...] = ()


def fit(
    model: type[M],
    node: Mapping,
    given: dict[str, Any],
    prepare: Callable[[dict[str, Any]], None] | None = None,
) -> Fitted[M]:
    """`node` as a `model`, with the fields in `given`, which do not come from the source.

    `prepare` may complete the plain data. The model is None if what remains lacks something
    required.
    """
    round_ = _Fitting(model, str(given.get("id", "")))
    node = round_.without_given(node)
    for _ in range(_ROUNDS):
        data = data_of(node)
        if prepare:
            prepare(data)
        try:
            made = model.model_validate(data | given)
        except ValidationError as fault:
            after = round_.mend(node, fault.errors(include_url=False))
        else:
            return Fitted(made, node, tuple(round_.findings), tuple(round_.strays))
        if after is None:
            break
        node = after
    return Fitted(None, node, tuple(round_.findings), tuple(round_.strays))


@dataclass(slots=True)
class _Fitting:
    """The findings so far, and the fields that they concern."""

    model: type[BaseModel]
    id: str
    findings: list[Diagnostic] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    # Removed fields by the place of their object; that they are then missing is not reported.
    reported: set[tuple[Place, str]] = field(default_factory=set)
    # For each model, where its fields were listed in a message: once is enough.
    listed: dict[type[BaseModel], Place] = field(default_factory=dict)

    def without_given(self, node: Mapping) -> Mapping:
        """`node` without the fields that authors must not write at the top of a file."""
        top = FROM_ELSEWHERE & node.entries.keys()
        for name in sorted(top):
            self.findings.append(unknown_field(node.entries[name].key, self.model, None, top=True))
        return replace(node, entries={key: each for key, each in node.entries.items() if key not in top})

    def mend(self, root: Mapping, details: Iterable[ErrorDetails]) -> Mapping | None:
        """The tree without invalid values; None if nothing more can be removed."""
        gone: set[Path] = set()
        untitled: set[Path] = set()
        # Unknown fields first: `titel` is one mistake, so the missing title is not reported too.
        for detail in sorted(details, key=lambda each: each["type"] != "extra_forbidden"):
            for misfit in _misfits(self.model, root, detail):
                self._note(misfit, root, gone, untitled)
        if () in gone or not (gone or untitled):
            return None
        remaining = pruned(_titled(root, untitled, self.id), gone)
        return remaining if isinstance(remaining, Mapping) else None

    def _note(self, misfit: Misfit, root: Mapping, gone: set[Path], untitled: set[Path]) -> None:
        if misfit.kind == "missing":
            if (misfit.node.place, misfit.name) not in self.reported:
                self.findings.append(describe(misfit))
            (untitled if misfit.name == "title" else gone).add(misfit.path)
            return
        if misfit.kind == "too_long" and isinstance(misfit.node, Sequence):
            self.findings.append(describe(misfit))
            gone.update(
                (*misfit.path, at) for at in range(misfit.context["max_length"], len(misfit.node.items))
            )
            return
        gone.add(misfit.path)
        holder = node_at(root, misfit.path[:-1])
        if isinstance(holder, Mapping):
            if isinstance(misfit.node, Scalar) and misfit.node.is_null and misfit.kind != "extra_forbidden":
                # A field without a value is skipped; if it is required, the next round reports it
                # as missing.
                return
            self.reported.add((holder.place, str(misfit.path[-1])))
        if misfit.kind == "extra_forbidden":
            assert isinstance(holder, Mapping), "only objects have keys"
            key = holder.entries[str(misfit.path[-1])].key
            meant = (
                meant_field(key.text, tuple(field_names(misfit.model)))
                if len(self.findings) < _HELPED
                else None
            )
            alone = meant not in holder.entries and (holder.place, meant) not in self.reported
            fix = renamed_field(key, meant) if meant and alone else None
            self.findings.append(
                unknown_field(
                    key,
                    misfit.model,
                    meant,
                    top=len(misfit.path) == 1,
                    fix=fix,
                    listed=self.listed.get(misfit.model),
                )
            )
            if not meant:
                self.listed.setdefault(misfit.model, key.place)
            self.reported.add((holder.place, meant or "text"))
            return
        kind = _referred(misfit)
        if kind and isinstance(misfit.node, Scalar) and misfit.text:
            self.strays.append(Stray(kind, misfit.text, misfit.place))
        else:
            self.findings.append(describe(misfit))


def _referred(misfit: Misfit) -> Kind | None:
    """The kind of object that the value should refer to, if it is a reference."""
    if misfit.kind != "id_shape" or issubclass(misfit.model, NextStep) or is_definition(misfit.model):
        return None
    return REFERENCES.get(misfit.name)


def _misfits(model: type[BaseModel], root: Mapping, detail: ErrorDetails) -> Iterator[Misfit]:
    kind = detail["type"]
    location: Location = tuple(part for part in detail["loc"] if part != KEY)
    of_key = KEY in detail["loc"]
    context = {"message": detail["msg"], **detail.get("ctx", {})}
    path, node, taken = locate(root, location)
    if kind == "missing" and taken == len(location) - 1 and isinstance(node, Mapping):
        inner = model_at(model, location[:-1])
        yield Misfit(kind, str(location[-1]), path, node, inner, _beginning(root, path), context)
        return
    names = [part for part in path if isinstance(part, str)]
    name = names[-1] if names else "this file"
    # The object that the value is part of or should have been.
    depth = len(location) if kind.startswith("model") else len(location) - 1
    inner = model_at(model, location[:depth])
    if name in ("emotion", "emotion_end") and isinstance(node, Mapping) and node.entries:
        yield from _levels(name, path, node, inner)
        return
    if of_key:
        holder = node_at(root, path[:-1])
        assert isinstance(holder, Mapping), "only mappings have keys"
        key = holder.entries[name].key
        around = [part for part in path[:-1] if isinstance(part, str)]
        yield Misfit(kind, around[-1] if around else name, path, key, inner, key.place, context)
        return
    yield Misfit(kind, name, path, node, inner, _value_place(root, path, node), context)


def _levels(name: str, path: Path, node: Mapping, model: type[BaseModel]) -> Iterator[Misfit]:
    """One misfit for each invalid persona or level, where emotions are given by persona."""
    for key, entry in node.entries.items():
        for check, value, part in ((identifier, key, entry.key), (number, data_of(entry.value), entry.value)):
            try:
                check(value)
            except PydanticCustomError as fault:
                finding = name if check is identifier else key
                yield Misfit(fault.type, finding, (*path, key), part, model, part.place, {})
                break


def _value_place(root: Mapping, path: Path, node: Node) -> Place:
    """The place of a value: that of its field's name if the value itself is empty."""
    if path and isinstance(node, Scalar) and not node.text:
        holder = node_at(root, path[:-1])
        if isinstance(holder, Mapping) and node.plain:
            return holder.entries[str(path[-1])].key.place
    return node.place


def _beginning(root: Mapping, path: Path) -> Place:
    """The place of an object that lacks a field: its first field, or else the name of its field."""
    node = node_at(root, path)
    if isinstance(node, Mapping) and node.entries:
        return next(iter(node.entries.values())).key.place
    holder = node_at(root, path[:-1]) if path else None
    if isinstance(holder, Mapping):
        return holder.entries[str(path[-1])].key.place
    return node.place if node else root.place


def _titled(node: Mapping, paths: Iterable[Path], fallback: str) -> Mapping:
    """The tree with a placeholder for each missing title at `paths`."""
    for path in sorted(paths):
        node = _with_title(node, path, fallback)
    return node


def _with_title(node: Any, path: Path, fallback: str) -> Any:
    if not path:
        own = node.get("id")
        words = own.text if isinstance(own, Scalar) and own.text else fallback
        place = node.place
        title = Scalar(words.replace("-", " ").capitalize()[:100] or "Untitled", place, plain=False)
        return replace(node, entries={**node.entries, "title": Entry(Scalar("title", place), title)})
    head, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        entry = node.entries[str(head)]
        below = Entry(entry.key, _with_title(entry.value, rest, "Untitled"))
        return replace(node, entries={**node.entries, str(head): below})
    items = list(node.items)
    items[int(head)] = _with_title(items[int(head)], rest, "Untitled")
    return replace(node, items=tuple(items))
