"""References in fields: the values of a source that name the renamed object, and their new text."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.editing.rename.renaming import Renaming
from journeybook.library.links import LinkMade, links_of
from journeybook.library.lookup import LANE, TAG
from journeybook.library.objects import Item, Kind, Ref
from journeybook.model.journey import Journey
from journeybook.sources.yaml.nodes import Mapping, Node, Scalar, Sequence, node_at

_KEYED = frozenset({"emotion", "emotion_end", "metrics"})
"""Fields whose keys are references."""

Reworded = tuple[Scalar, str]


def own_links(item: Item, root: Node) -> Iterator[tuple[LinkMade, Scalar]]:
    """References in a source with the scalars that hold them, without those of shared steps."""
    for link in links_of(item):
        value = _value(link, root)
        if value is not None:
            yield link, value


def _value(link: LinkMade, root: Node) -> Scalar | None:
    path = link.path
    if len(path) > 1 and path[-2] in _KEYED and isinstance(path[-1], str):
        holder = node_at(root, path[:-1])
        entry = holder.entries.get(path[-1]) if isinstance(holder, Mapping) else None
        return entry.key if entry else None
    found = node_at(root, path)
    if isinstance(found, Mapping) and "step" in found.entries:
        found = found.get("step")
    return found if isinstance(found, Scalar) else None


def fields_reworded(item: Item, root: Node, change: Renaming) -> Iterator[Reworded]:
    """The values of an object's tree that name the renamed object, with their new text."""
    if change.name.sort == TAG:
        yield from (
            (each, change.new) for each in _scalars(node_at(root, ("tags",))) if each.text == change.old
        )
        return
    if change.name.sort == LANE:
        if isinstance(item, Journey):
            yield from ((key, change.new) for key in _lane_keys(root) if key.text == change.old)
        return
    for link, value in own_links(item, root):
        if change.touches(link.ref):
            yield from _one(link, value, root, change)


def _one(link: LinkMade, value: Scalar, root: Node, change: Renaming) -> Iterator[Reworded]:
    if link.path[-1] == "step" and link.path[0] == "observations" and change.name.step is None:
        # The map is in another field beside the step.
        whole = node_at(root, (*link.path[:-1], "journey"))
        if isinstance(whole, Scalar):
            yield whole, change.new
        return
    after = change.of(link.ref)
    step_alone = link.ref.step is not None and "#" not in value.text
    new = after.step or "" if step_alone else _written(value.text, link.ref, after)
    if new != value.text:
        yield value, new


def _written(text: str, before: Ref, after: Ref) -> str:
    """A reference in the form that its field uses: `x`, `x#step` or `journey/x#step`."""
    kind = f"{before.kind}/" if text.startswith(f"{before.kind}/{before.id}") else ""
    return f"{kind}{after.id}#{after.step}" if after.step else f"{kind}{after.id}"


def _lane_keys(root: Node) -> Iterator[Scalar]:
    """The names of custom lanes of a map, its stages and its steps."""
    for holder in (root, *moment_nodes(root)):
        lanes = holder.get("lanes") if isinstance(holder, Mapping) else None
        if isinstance(lanes, Mapping):
            yield from (entry.key for entry in lanes.entries.values())


def moment_nodes(root: Node) -> Iterator[Mapping]:
    """The trees of a map's stages and steps, in order."""
    for stage in _mappings(root.get("stages") if isinstance(root, Mapping) else None):
        yield stage
        yield from _mappings(stage.get("steps"))


def _mappings(node: Node | None) -> list[Mapping]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Mapping)]


def _scalars(node: Node | None) -> list[Scalar]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return [item for item in items if isinstance(item, Scalar)]


def words_reworded(root: Node, change: Renaming) -> Iterator[Reworded]:
    """Values of the vocabulary that name the object: `team` of systems and `after` of lanes."""
    shelf, name = {Kind.TEAM.value: ("systems", "team"), LANE: ("lanes", "after")}.get(
        change.name.sort, ("", "")
    )
    holder = root.get(shelf) if isinstance(root, Mapping) else None
    for entry in holder.entries.values() if isinstance(holder, Mapping) else ():
        value = entry.value.get(name) if isinstance(entry.value, Mapping) else None
        if isinstance(value, Scalar) and value.text == change.old:
            yield value, change.new
