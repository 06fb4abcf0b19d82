"""What to say to a name that is no field, and how it becomes one."""

from __future__ import annotations

import re
from collections.abc import Collection

from journeybook.diagnostics import Fix
from journeybook.format.synonyms import OTHER_WORDS, OURS_ELSEWHERE
from journeybook.sources.fixes import reworded
from journeybook.sources.yaml.nodes import Scalar
from journeybook.text.characters import visible
from journeybook.text.suggestions import clearly_meant, nearest


def meant_field(key: str, fields: Collection[str]) -> str | None:
    """The field that `key` was probably meant to be, out of those that the object has."""
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in fields:
        return plain
    for ours in OTHER_WORDS.get(plain, ()):
        if ours in fields:
            return ours
    return nearest(key, fields)


def is_other_word(key: str) -> bool:
    """Whether `key` is a word that people use for one of our fields."""
    return key.strip().lower().replace("-", "_").replace(" ", "_") in OTHER_WORDS


def renamed_field(key: Scalar, meant: str) -> Fix | None:
    """The fix that renames a key; safe where it can mean nothing else.

    A slip of the keyboard and another word for a field are sure. A field of ours that only another object has may
    stand in the wrong place instead.
    """
    plain = key.text.strip().lower().replace("-", "_").replace(" ", "_")
    if not key.plain:
        return None
    same = meant in (plain, f"{plain}s") or plain == f"{meant}s"
    other_word = meant in OTHER_WORDS.get(plain, ()) and plain not in OURS_ELSEWHERE
    slip = plain not in OTHER_WORDS and clearly_meant(plain, (meant,)) is not None
    return reworded(key.place, key.text, meant, safe=same or other_word or slip)


_UNSPACED = re.compile(r"([A-Za-z_][\w-]*):(\S[^\n]{0,60})")


def looks_unspaced(text: str) -> str | None:
    """The field that a text was meant to be, such as `title: Ordering` for `title:Ordering`."""
    match = _UNSPACED.match(text)
    return (
        f"{match[1]}: {visible(match[2].split(' ')[0])}" if match and not match[2].startswith("/") else None
    )
