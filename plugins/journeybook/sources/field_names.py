"""Unknown field names: which field was probably meant, and the fix that renames it."""

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
    """The field of the object that `key` was probably meant to be, or None."""
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in fields:
        return plain
    for ours in OTHER_WORDS.get(plain, ()):
        if ours in fields:
            return ours
    return nearest(key, fields)


def is_other_word(key: str) -> bool:
    """Whether `key` is a known synonym of a field."""
    return key.strip().lower().replace("-", "_").replace(" ", "_") in OTHER_WORDS


def renamed_field(key: Scalar, meant: str) -> Fix | None:
    """The fix that renames a key.

    It is safe for a typing error and for a synonym. The name of a field of another object may stand
    in the wrong place instead, so that fix is not safe.
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
    """The field meant by a text such as `title:Ordering`, as `title: Ordering`; else None."""
    match = _UNSPACED.match(text)
    return (
        f"{match[1]}: {visible(match[2].split(' ')[0])}" if match and not match[2].startswith("/") else None
    )
