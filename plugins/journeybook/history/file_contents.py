"""The object that a path below the folder of maps describes, and how to read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from journeybook.diagnostics import Severity
from journeybook.kinds import KIND_FOLDERS
from journeybook.library.objects import Item, Kind, Ref
from journeybook.model.metric import Reading
from journeybook.model.vocabulary import Vocabulary
from journeybook.sources.images import PHOTO_ENDINGS
from journeybook.sources.metric_values import read_readings
from journeybook.sources.model_reuse import Reuse
from journeybook.sources.objects import read_object, read_vocabulary
from journeybook.sources.step_ids import is_id
from journeybook.sources.text_file import decode
from journeybook.sources.yaml.reader import FILE_BYTES


class Role(StrEnum):
    """The role of a file."""

    THING = "thing"
    WORDS = "words"
    VALUES = "values"
    PHOTO = "photo"


@dataclass(frozen=True, slots=True)
class Described:
    """What a file describes; `ref` is None for the vocabulary."""

    role: Role
    ref: Ref | None
    section: str = ""
    markdown: bool = False


def described(path: str) -> Described | None:
    """What the file at `path` (below the folder of maps) describes; None if it is no source."""
    parts = PurePosixPath(path)
    if path in ("vocabulary.yml", "vocabulary.yaml"):
        return Described(Role.WORDS, None)
    kind = KIND_FOLDERS.get(parts.parts[0]) if len(parts.parts) > 1 else None
    if kind is None or any(part.startswith(".") for part in parts.parts):
        return None
    if kind is Kind.PERSONA and parts.suffix.lower() in PHOTO_ENDINGS:
        return Described(Role.PHOTO, Ref(kind, parts.stem))
    if not is_id(parts.stem):
        return None
    section = "/".join(parts.parts[1:-1])
    if parts.suffix == ".csv" and kind is Kind.METRIC:
        return Described(Role.VALUES, Ref(kind, parts.stem), section)
    if parts.suffix in (".yml", ".yaml", ".md"):
        return Described(Role.THING, Ref(kind, parts.stem), section, parts.suffix == ".md")
    return None


def read_item(content: bytes, of: Described, reuse: Reuse | None = None) -> Item | None:
    """The object that a content describes, as far as it can be read; None if it cannot.

    `reuse` holds the versions of maps that were read before this one.
    """
    text = _text(content)
    if text is None or of.ref is None:
        return None
    # Places are not needed, so the file has no name.
    given = {"section": of.section}
    return read_object(text, "", of.ref, markdown=of.markdown, given=given, advised=False, reuse=reuse).item


def read_sound(content: bytes, of: Described, readings: tuple[Reading, ...] = ()) -> Item | None:
    """The object that a content describes, a metric with `readings`; None if it has an error."""
    text = _text(content)
    if text is None or of.ref is None:
        return None
    given = {"section": of.section, **({"readings": readings} if readings else {})}
    read = read_object(text, "", of.ref, markdown=of.markdown, given=given, advised=False)
    return None if any(each.severity is Severity.ERROR for each in read.findings) else read.item


def read_words(content: bytes) -> Vocabulary:
    """The vocabulary of a content; an empty one if it cannot be read."""
    text = _text(content)
    return Vocabulary() if text is None else read_vocabulary(text, "")[0]


def read_values(content: bytes) -> tuple[Reading, ...]:
    """The values of a metric from a content."""
    text = _text(content)
    return () if text is None else tuple(read_readings(text, "")[0])


def _text(content: bytes) -> str | None:
    if len(content) > FILE_BYTES:
        return None
    text, findings = decode(content, "")
    return None if findings else text
