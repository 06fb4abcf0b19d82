"""A renaming, and its effect on references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from journeybook.library.lookup import Name
from journeybook.library.objects import Kind, Ref


@dataclass(frozen=True, slots=True)
class Renaming:
    """The renamed object or step, and its new id."""

    name: Name
    new: str

    @property
    def old(self) -> str:
        """The old id."""
        return self.name.step or self.name.id

    def of(self, ref: Ref) -> Ref:
        """The reference after the renaming."""
        if ref.kind.value != self.name.sort or ref.id != self.name.id:
            return ref
        if self.name.step is None:
            return Ref(ref.kind, self.new, ref.step)
        return Ref(ref.kind, ref.id, self.new) if ref.step == self.name.step else ref

    def touches(self, ref: Ref) -> bool:
        """Whether a reference changes."""
        return self.of(ref) != ref

    def known(self, before: Mapping[Kind, Mapping[str, object]]) -> dict[Kind, dict[str, object]]:
        """All ids by kind after the renaming."""
        after = {kind: dict(ids) for kind, ids in before.items()}
        if self.name.ref and self.name.step is None:
            kind = self.name.ref.kind
            after[kind] = {
                self.new if key == self.name.id else key: each for key, each in before[kind].items()
            }
        return after
