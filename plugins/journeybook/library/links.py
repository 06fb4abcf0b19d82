"""Every reference that an object makes, with the path of the field that makes it.

This is the one list of what refers to what: checking asks it for what does not resolve, the library
for backlinks, pages for links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from journeybook.kinds import FILE_KINDS, KINDS, load
from journeybook.library.federation import MARK
from journeybook.library.objects import KIND_OF, Item, Kind, Ref
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.model.reference_marks import Mark, NamesPage, RefersTo, StepOf, marked_fields, referred_kinds
from journeybook.model.scalars import Part
from journeybook.model.vocabulary import Subject
from journeybook.step_fields import STEP_FIELDS, Shape, fields_of

Path = tuple[str | int, ...]

KIND_WORDS = frozenset(kind.value for kind in Kind)

WIKI_LINK = re.compile(
    r"\[\[(?:([a-z]+):)?([a-z0-9-]{1,64})(?:#([a-z0-9-]{1,64}))?(?:\|([^\[\]|]{1,200}))?\]\]"
)

FEDERATED_LINK = re.compile(
    r"\[\[([a-z0-9-]{1,64}):(?:([a-z]+):)?([a-z0-9-]{1,64})(?:#([a-z0-9-]{1,64}))?(?:\|([^\[\]|]{1,200}))?\]\]"
)
"""A link to an object of another portal: `[[partner:ordering#pay]]`, `[[partner:persona:ana]]`."""

REFERENCES: Mapping[str, Kind] = {
    **{name: field.refers for name, field in STEP_FIELDS.items() if field.refers},
    **{
        name: kind
        for of_objects in FILE_KINDS
        for name, kind in referred_kinds(load("model", KINDS[of_objects].model))
    },
}
"""The kind of the ids in a field, by the name that authors write; `next` of a step names steps."""


class LinkMade(NamedTuple):
    """A reference: who makes it, the path of its field in the source, and its target."""

    by: Ref
    path: Path
    ref: Ref

    @property
    def field(self) -> str:
        """The name of the field, without the positions of lists: `backstage`, `pains`."""
        for part in self.path:
            if isinstance(part, str) and part not in ("stages", "steps"):
                return part
        return ""


def links_of(item: Item) -> Iterator[LinkMade]:
    """Every reference in the fields of `item`; those in prose are found where prose is rendered."""
    yield from _marked(Ref(KIND_OF[type(item)], item.id), (), item)
    if isinstance(item, Journey):
        for position, stage in enumerate(item.stages):
            path: Path = ("stages", position)
            yield from _moment(item.id, path, stage)
            for number, step in enumerate(stage.steps):
                yield from _moment(item.id, (*path, "steps", number), step)


def links_of_word(ref: Ref, word: Subject) -> Iterator[LinkMade]:
    """Every reference that a word of the vocabulary makes."""
    return _marked(ref, (), word)


def _marked(by: Ref, path: Path, part: Part) -> Iterator[LinkMade]:
    """The references in the marked fields of an object or of a part of it that stands at `path`."""
    for field in marked_fields(type(part)):
        value = getattr(part, field.attribute)
        if not value or (field.part and issubclass(field.part, Moment)):
            continue
        for place, content in _values((*path, field.name), value):
            if field.mark is None:
                yield from _marked(by, place, content)
            elif ref := _meant(field.mark, content, part):
                yield LinkMade(by, place, ref)


def _values(path: Path, value: Any) -> Iterable[tuple[Path, Any]]:
    """The values of a field with their paths: items of a list, keys of a mapping, or one value."""
    if isinstance(value, tuple):
        return (((*path, position), item) for position, item in enumerate(value))
    return (((*path, key), key) for key in value) if isinstance(value, Mapping) else ((path, value),)


def _meant(mark: Mark, text: str, part: Part) -> Ref | None:
    """What one value of a marked field of `part` names; None for a hand-written page."""
    match mark:
        case RefersTo(kind, steps):
            key, _, step = text.partition("#") if steps else (text, "", "")
            return Ref(kind, key, step or None)
        case StepOf(journey):
            return Ref(Kind.JOURNEY, getattr(part, journey), text)
        case NamesPage():
            word, slash, rest = text.partition("/")
            key, _, step = rest.partition("#")
            return Ref(Kind(word), key, step or None) if slash and word in KIND_WORDS else None


def _one(by: Ref, path: Path, kind: Kind, key: str | None) -> Iterator[LinkMade]:
    if key:
        yield LinkMade(by, path, Ref(kind, key))


def _many(by: Ref, path: Path, kind: Kind, keys: Iterable[str]) -> Iterator[LinkMade]:
    for position, key in enumerate(keys):
        yield LinkMade(by, (*path, position), Ref(kind, key))


def _keys(by: Ref, path: Path, kind: Kind, keys: Mapping[str, object]) -> Iterator[LinkMade]:
    for key in keys:
        yield LinkMade(by, (*path, key), Ref(kind, key))


_PHRASES = fields_of(Shape.PHRASES)
"""The fields whose texts may name a team."""


def _moment(journey: str, path: Path, moment: Moment) -> Iterator[LinkMade]:
    by = Ref(Kind.JOURNEY, journey, moment.id)
    if isinstance(moment, Stage):
        yield from _one(by, (*path, "lifecycle"), Kind.LIFECYCLE, moment.lifecycle)
    # Most fields of most steps are empty, and a portal has tens of thousands of steps.
    if moment.personas:
        yield from _many(by, (*path, "personas"), Kind.PERSONA, moment.personas)
    if moment.channel:
        yield LinkMade(by, (*path, "channel"), Ref(Kind.CHANNEL, moment.channel))
    for name in ("emotion", "emotion_end"):
        level = getattr(moment, name)
        if isinstance(level, dict):
            yield from _keys(by, (*path, name), Kind.PERSONA, level)
    for name in _PHRASES:
        for position, phrase in enumerate(getattr(moment, name)):
            if phrase.team:
                yield LinkMade(by, (*path, name, position, "team"), Ref(Kind.TEAM, phrase.team))
    for name in ("quotes", "pains", "gains"):
        for position, claim in enumerate(getattr(moment, name)):
            if claim.evidence:
                yield from _many(by, (*path, name, position, "evidence"), Kind.EVIDENCE, claim.evidence)
    for position, quote in enumerate(moment.quotes):
        yield from _one(by, (*path, "quotes", position, "persona"), Kind.PERSONA, quote.persona)
    for position, idea in enumerate(moment.opportunities):
        if idea.recommendation:
            ref = Ref(Kind.RECOMMENDATION, idea.recommendation)
            yield LinkMade(by, (*path, "opportunities", position, "recommendation"), ref)
    if moment.systems:
        yield from _many(by, (*path, "systems"), Kind.SYSTEM, moment.systems)
    if moment.team:
        yield LinkMade(by, (*path, "team"), Ref(Kind.TEAM, moment.team))
    if moment.metrics:
        yield from _keys(by, (*path, "metrics"), Kind.METRIC, moment.metrics)
    if moment.evidence:
        yield from _many(by, (*path, "evidence"), Kind.EVIDENCE, moment.evidence)
    if moment.journey:
        yield LinkMade(by, (*path, "journey"), Ref(Kind.JOURNEY, moment.journey))
    if moment.same_as:
        other, _, step = moment.same_as.partition("#")
        yield LinkMade(by, (*path, "same_as"), Ref(Kind.JOURNEY, other, step or None))
    for position, following in enumerate(moment.next or ()):
        yield LinkMade(by, (*path, "next", position), Ref(Kind.JOURNEY, journey, following.step))
    for position, variant in enumerate(moment.variants):
        yield from _keys(by, (*path, "variants", position, "metrics"), Kind.METRIC, variant.metrics)


def wiki_link(text: str, known: Mapping[Kind, Mapping[str, object]]) -> tuple[Ref | None, str | None]:
    """The reference in a `[[link]]`, given its inside, and the words to show if it names some.

    A link without a kind means the first kind, in the order of `Kind`, that has the id; None if
    none has it. The id of an object of another portal has that of its portal before it.
    """
    match = WIKI_LINK.fullmatch(text)
    if match and (match[1] is None or match[1] in KIND_WORDS):
        kind, key, step, words = match.groups()
        return _named(kind, key, step, known), words
    match = FEDERATED_LINK.fullmatch(text)
    if not match:
        return None, None
    portal, kind, key, step, words = match.groups()
    if portal in KIND_WORDS or (kind and kind not in KIND_WORDS):
        return None, words
    return _named(kind, f"{portal}{MARK}{key}", step, known), words


def _named(
    kind: str | None, key: str, step: str | None, known: Mapping[Kind, Mapping[str, object]]
) -> Ref | None:
    if kind:
        return Ref(Kind(kind), key, step)
    return next((Ref(each, key, step) for each in Kind if key in known.get(each, {})), None)
