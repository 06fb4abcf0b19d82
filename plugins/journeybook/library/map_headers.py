"""What is known of a map that has not been read: its title, and the objects that it mentions.

A repeated run has the headers of unchanged maps from its cache. The library answers from them which
ids there are and who mentions what, so that no map is read for these questions alone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from journeybook.library.links import LinkMade
from journeybook.library.mentions import ItemMentions, item_mentions
from journeybook.library.objects import Kind, Ref, Use


@dataclasses.dataclass(frozen=True, slots=True)
class MapHeader:
    """The title of a map, and its mentions as `packed_mentions` writes them."""

    title: str
    mentions: str
    _known: dict[str, ItemMentions] = dataclasses.field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def mentions_by(self, journey: str) -> ItemMentions:
        """What the map with this id mentions; the text is read once."""
        found = self._known.get(journey)
        if found is None:
            found = self._known[journey] = item_mentions(self._uses(journey))
        return found

    def _uses(self, journey: str) -> Iterator[tuple[Use, Ref]]:
        """Every reference of the map, in the order of its fields."""
        for line in self.mentions.split("\n") if self.mentions else ():
            step, *made = line.split("\t")
            by = Ref(Kind.JOURNEY, journey, step or None)
            for each in made:
                field, _, target = each.partition(" ")
                yield Use(by, field), named(target)


def packed_mentions(links: Iterable[LinkMade], names: Mapping[Ref, str]) -> str:
    """The references of one map as a text: a line for each step in order, each reference once.

    A line is the id of a step (empty for the map itself) and its references, as in
    `channel channel:phone`, separated by tabs. `names` holds each reference as such a text.
    """
    made: dict[tuple[str | None, str, Ref], None] = {}
    for link in links:
        made[link.by.step, link.field, link.ref] = None
    lines: list[list[str]] = []
    last: object = made  # no step
    for step, field, ref in made:
        if step != last:
            lines.append([step or ""])
            last = step
        lines[-1].append(f"{field} {names[ref]}")
    return "\n".join(map("\t".join, lines))


@lru_cache(maxsize=4096)  # most references of a portal repeat a few targets
def named(target: str) -> Ref:
    """The reference in a text such as `team:care` or `journey:moving#visit`."""
    kind, _, rest = target.partition(":")
    key, _, step = rest.partition("#")
    return Ref(Kind(kind), key, step or None)
