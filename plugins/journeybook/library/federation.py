"""Objects of other portals, as far as references to them need: titles, addresses and steps.

The id of such an object is that of its portal and its own: `partner:ordering`. No id of this portal
has a colon.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from journeybook.i18n.catalog import gettext as _
from journeybook.kinds import Kind

MARK = ":"
"""Stands between the id of a portal and that of its object."""


@dataclass(frozen=True, slots=True)
class OtherObject:
    """An object of another portal: its title, and the address of its page below that portal."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class OtherStep:
    """A stage or step of a map of another portal: its title, and its anchor on the map's page."""

    title: str
    anchor: str


Steps = Mapping[str, OtherStep]
"""The stages and steps of a map by id."""


def steps_unknown(_key: str) -> Steps | None:
    """The steps of no map are known."""


class TitleElsewhere(str):
    """The title of an object of another portal with its origin: `Ordering (in Partner)`.

    `portal` is the title of that portal.
    """

    __slots__ = ("alone", "portal")
    alone: str
    portal: str

    def __new__(cls, title: str, portal: str) -> Self:
        """`title` with the title of its portal."""
        made = super().__new__(cls, _("%(title)s (in %(portal)s)", title=title, portal=portal))
        made.alone = title
        made.portal = portal
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str]]:
        """What makes it again in another process, to which titles are handed."""
        return type(self), (self.alone, self.portal)


@dataclass(frozen=True)
class OtherPortal:
    """Another portal, named by its id in the settings.

    `address` is that of its root with `/` at the end: `https://…/`, or a path from the root of this
    site such as `../partner/`. `steps_of` gives the steps of a map, None where they are not known.
    `digest` stands for all that is known of the portal.
    """

    id: str
    title: str
    address: str
    objects: Mapping[Kind, Mapping[str, OtherObject]]
    digest: str
    steps_of: Callable[[str], Steps | None] = field(default=steps_unknown, compare=False)

    def link(self, kind: Kind, key: str, step: str | None) -> str | None:
        """The address of the page of an object, with the anchor of a step; None if unknown."""
        found = self.objects.get(kind, {}).get(key)
        if found is None:
            return None
        whole = f"{self.address}{found.address}"
        if not step:
            return whole
        steps = self.steps_of(key)
        known = steps.get(step) if steps else None
        return f"{whole}#{known.anchor if known else f'{key}--t-{step}'}"


@dataclass(frozen=True)
class Federation:
    """The other portals that this one names, by id, as far as they could be read.

    `unread` are the ids of those that could not.
    """

    portals: Mapping[str, OtherPortal] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.portals or self.unread)

    @property
    def digest(self) -> str:
        """A text that stands for all that is known of the other portals."""
        return " ".join([*(each.digest for each in self.portals.values()), *sorted(self.unread)])

    def portal_of(self, key: str) -> OtherPortal | None:
        """The portal of an id such as `partner:ordering`; None for another id."""
        name, mark, _ = key.partition(MARK)
        return self.portals.get(name) if mark else None

    def title(self, kind: Kind, key: str, step: str | None = None) -> TitleElsewhere | None:
        """The title of an object or step of another portal; None if it is not known."""
        portal = self.portal_of(key)
        if portal is None:
            return None
        own = key.partition(MARK)[2]
        found = portal.objects.get(kind, {}).get(own)
        if found is None:
            return None
        if not step:
            return TitleElsewhere(found.title, portal.title)
        known = (portal.steps_of(own) or {}).get(step)
        return TitleElsewhere(known.title if known else step.replace("-", " ").capitalize(), portal.title)

    def has(self, kind: Kind, key: str, step: str | None = None) -> bool:
        """Whether another portal has the object, and the step as far as its steps are known."""
        portal = self.portal_of(key)
        own = key.partition(MARK)[2]
        if portal is None or own not in portal.objects.get(kind, {}):
            return False
        if step is None:
            return True
        steps = portal.steps_of(own) if kind is Kind.JOURNEY else {}
        return steps is None or step in steps

    def link(self, kind: Kind, key: str, step: str | None = None) -> str | None:
        """The address of an object or step of another portal; None if it is not known."""
        portal = self.portal_of(key)
        return portal.link(kind, key.partition(MARK)[2], step) if portal else None

    def titles(self, kind: Kind) -> Mapping[str, str]:
        """The title of every object of a kind, by ids such as `partner:ordering`."""
        found = self._titles.get(kind)
        if found is None:
            found = self._titles[kind] = {
                f"{portal.id}{MARK}{key}": TitleElsewhere(each.title, portal.title)
                for portal in self.portals.values()
                for key, each in portal.objects.get(kind, {}).items()
            }
        return found

    _titles: dict[Kind, Mapping[str, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def with_titles(self, own: Mapping[Kind, Mapping[str, str]]) -> Mapping[Kind, Mapping[str, str]]:
        """The titles of this portal by kind and id, and those of the others after them."""
        if not self:
            return own
        return MappingProxyType(
            {kind: ChainMap(titles, self.titles(kind)) for kind, titles in own.items()}  # type: ignore[arg-type]
        )


ALONE = Federation()
"""No other portal."""
