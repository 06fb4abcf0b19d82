"""From a tree of nodes to a model: what fits is kept, and each thing that does not is a diagnostic at its place.

One mistake must not hide the others, nor take a whole map out of the portal. So a value that does not fit is
cut out of the tree and the rest is tried again; the tree that remains has the same positions as the model.
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
"""Each round uncovers what the one before hid, such as a pain that lost its only field. Few are that deep."""

_HELPED = 50
"""Reports show the first few findings of a kind; beyond this many nobody looks for what was meant."""

FROM_ELSEWHERE = frozenset({"id", "section", "readings"})
"""Fields that no author may write at the top of a file."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A reference to something that cannot exist, because no id looks like that; checked with the library at hand."""

    kind: Kind
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Fitted(Generic[M]):
    """A model, the tree that it was made of, and what was found on the way."""

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
    """`node` as a `model` with the fields in `given`, which come from elsewhere than the source.

    `prepare` may fill in what authors leave out, in the plain data. The model is None where what is left
    lacks something without which there is no such object.
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
    """What was found so far, and about which fields."""

    model: type[BaseModel]
    id: str
    findings: list[Diagnostic] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    # Fields that were cut out after a report, by the place of their object: that they are missing then is our doing.
    reported: set[tuple[Place, str]] = field(default_factory=set)
    # Where the fields of an object were listed, by its model: to list them once is enough.
    listed: dict[type[BaseModel], Place] = field(default_factory=dict)

    def without_given(self, node: Mapping) -> Mapping:
        """`node` without the fields that no author may write at the top of a file."""
        top = FROM_ELSEWHERE & node.entries.keys()
        for name in sorted(top):
            self.findings.append(unknown_field(node.entries[name].key, self.model, None, top=True))
        return replace(node, entries={key: each for key, each in node.entries.items() if key not in top})

    def mend(self, root: Mapping, details: Iterable[ErrorDetails]) -> Mapping | None:
        """The tree without what does not fit, or None where nothing is left to try."""
        gone: set[Path] = set()
        untitled: set[Path] = set()
        # Unknown fields first: `titel` is one mistake, and the missing title is no second one.
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
                # A field without a value says nothing; where it is needed, it is found missing in the next round.
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
    """What the value should have named, where it is a reference."""
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
    # The object that the value is part of, or that it should have been.
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
    """One misfit for each persona or level that does not fit, where emotions are given persona by persona."""
    for key, entry in node.entries.items():
        for check, value, part in ((identifier, key, entry.key), (number, data_of(entry.value), entry.value)):
            try:
                check(value)
            except PydanticCustomError as fault:
                finding = name if check is identifier else key
                yield Misfit(fault.type, finding, (*path, key), part, model, part.place, {})
                break


def _value_place(root: Mapping, path: Path, node: Node) -> Place:
    """Where to point for a value: at its field's name where the value itself cannot be seen."""
    if path and isinstance(node, Scalar) and not node.text:
        holder = node_at(root, path[:-1])
        if isinstance(holder, Mapping) and node.plain:
            return holder.entries[str(path[-1])].key.place
    return node.place


def _beginning(root: Mapping, path: Path) -> Place:
    """Where an object begins that lacks something: at its first field, or at the name of the field that holds it."""
    node = node_at(root, path)
    if isinstance(node, Mapping) and node.entries:
        return next(iter(node.entries.values())).key.place
    holder = node_at(root, path[:-1]) if path else None
    if isinstance(holder, Mapping):
        return holder.entries[str(path[-1])].key.place
    return node.place if node else root.place


def _titled(node: Mapping, paths: Iterable[Path], fallback: str) -> Mapping:
    """The tree with a stand-in for each title that is missing at `paths`."""
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
