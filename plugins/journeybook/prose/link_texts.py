"""The texts and classes of `[[links]]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from journeybook.library.federation import MARK, TitleElsewhere
from journeybook.library.objects import Kind, Ref

Known: TypeAlias = Mapping[Kind, Mapping[str, str]]
"""Every id of the portal by kind, with its title."""


def ref_class(ref: Ref) -> str:
    """The classes of a link to an object, of this portal or of another."""
    return "jb-ref jb-ref--elsewhere" if MARK in ref.id else "jb-ref"


def title_of(ref: Ref | None, known: Known) -> str | None:
    if ref is None or ref.id not in known.get(ref.kind, {}):
        return None
    whole = known[ref.kind][ref.id]
    if not ref.step:
        return whole
    # Titles of steps are not available here; their ids are made from the titles.
    title = ref.step.replace("-", " ").capitalize()
    return TitleElsewhere(title, whole.portal) if isinstance(whole, TitleElsewhere) else title


def shown_text(ref: Ref | None, words: str | None, known: Known) -> str | None:
    """The text of a link: the author's words or the title, with the origin if it is elsewhere."""
    title = title_of(ref, known)
    whole = known[ref.kind][ref.id] if ref and title is not None else None
    if isinstance(whole, TitleElsewhere) and words:
        return TitleElsewhere(words, whole.portal)
    return words or title


def bare_text(source: str) -> str:
    """The text of a link that leads nowhere: the one given by its author, else the id."""
    inside = source[2:-2]
    return inside.rpartition("|")[2] or inside
