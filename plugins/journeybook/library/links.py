"""Every reference that an object makes, with the path of the field that makes it.

This is the one list of what refers to what: checking asks it for what does not resolve, the library for
backlinks, pages for links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from journeybook.library.objects import Item, Kind, Ref
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.model.metric import Metric
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.step_fields import STEP_FIELDS, Shape, fields_of

Path = tuple[str | int, ...]

KIND_WORDS = frozenset(kind.value for kind in Kind)

WIKI_LINK = re.compile(
    r"\[\[(?:([a-z]+):)?([a-z0-9-]{1,64})(?:#([a-z0-9-]{1,64}))?(?:\|([^\[\]|]{1,200}))?\]\]"
)


REFERENCES: Mapping[str, Kind] = {
    **{name: field.refers for name, field in STEP_FIELDS.items() if field.refers},
    "account": Kind.ACCOUNT,
    "areas": Kind.AREA,
    "channels": Kind.CHANNEL,
    "contributors": Kind.TEAM,
    "for": Kind.AREA,
    "future_of": Kind.JOURNEY,
    "metric": Kind.METRIC,
    "owner": Kind.TEAM,
    "parent": Kind.JOURNEY,
    "persona": Kind.PERSONA,
    "recommendation": Kind.RECOMMENDATION,
    "segment": Kind.PERSONA,
    "source": Kind.EVIDENCE,
}
"""What the ids in a field refer to, by the name that authors write; `next` of a step names steps instead."""


class LinkMade(NamedTuple):
    """A reference: who makes it, in which field (its path in the source), and what it points to."""

    by: Ref
    path: Path
    ref: Ref

    @property
    def field(self) -> str:
        """The name of the field, without the positions of lists: `backstage`, `pains`."""
        names = [part for part in self.path if isinstance(part, str) and part not in ("stages", "steps")]
        return names[0] if names else ""


def links_of(item: Item) -> Iterator[LinkMade]:
    """Every reference that `item` makes in its fields; those in prose are found where prose is rendered."""
    match item:
        case Journey():
            yield from _journey(item)
        case Persona():
            by = Ref(Kind.PERSONA, item.id)
            yield from _many(by, ("channels",), Kind.CHANNEL, item.channels)
            yield from _many(by, ("evidence",), Kind.EVIDENCE, item.evidence)
            yield from _one(by, ("owner",), Kind.TEAM, item.owner)
        case Account():
            yield from _account(item)
        case Evidence():
            yield from _one(Ref(Kind.EVIDENCE, item.id), ("owner",), Kind.TEAM, item.owner)
        case Metric():
            by = Ref(Kind.METRIC, item.id)
            yield from _one(by, ("owner",), Kind.TEAM, item.owner)
            yield from _one(by, ("source",), Kind.EVIDENCE, item.source)
        case Recommendation():
            yield from _recommendation(item)
        case ReadingPath():
            yield from _reading_path(item)


def _one(by: Ref, path: Path, kind: Kind, key: str | None) -> Iterator[LinkMade]:
    if key:
        yield LinkMade(by, path, Ref(kind, key))


def _many(by: Ref, path: Path, kind: Kind, keys: Iterable[str]) -> Iterator[LinkMade]:
    for position, key in enumerate(keys):
        yield LinkMade(by, (*path, position), Ref(kind, key))


def _keys(by: Ref, path: Path, kind: Kind, keys: Mapping[str, object]) -> Iterator[LinkMade]:
    for key in keys:
        yield LinkMade(by, (*path, key), Ref(kind, key))


def _journey(journey: Journey) -> Iterator[LinkMade]:
    by = Ref(Kind.JOURNEY, journey.id)
    yield from _many(by, ("personas",), Kind.PERSONA, journey.personas)
    yield from _one(by, ("account",), Kind.ACCOUNT, journey.account)
    yield from _one(by, ("parent",), Kind.JOURNEY, journey.parent)
    yield from _one(by, ("future_of",), Kind.JOURNEY, journey.future_of)
    yield from _many(by, ("areas",), Kind.AREA, journey.areas)
    yield from _one(by, ("owner",), Kind.TEAM, journey.owner)
    yield from _many(by, ("contributors",), Kind.TEAM, journey.contributors)
    yield from _many(by, ("metrics",), Kind.METRIC, journey.metrics)
    yield from _many(by, ("evidence",), Kind.EVIDENCE, journey.evidence)
    yield from _many(by, ("next",), Kind.JOURNEY, journey.next)
    for at, stage in enumerate(journey.stages):
        here: Path = ("stages", at)
        yield from _moment(journey.id, here, stage)
        for position, step in enumerate(stage.steps):
            yield from _moment(journey.id, (*here, "steps", position), step)


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


def _account(account: Account) -> Iterator[LinkMade]:
    by = Ref(Kind.ACCOUNT, account.id)
    yield from _one(by, ("segment",), Kind.PERSONA, account.segment)
    yield from _one(by, ("owner",), Kind.TEAM, account.owner)
    for at, contact in enumerate(account.contacts):
        yield from _one(by, ("contacts", at, "persona"), Kind.PERSONA, contact.persona)
    for at, seen in enumerate(account.observations):
        yield LinkMade(by, ("observations", at, "step"), Ref(Kind.JOURNEY, seen.journey, seen.step))
    for at, milestone in enumerate(account.milestones):
        yield from _one(by, ("milestones", at, "owner"), Kind.TEAM, milestone.owner)


def _recommendation(recommendation: Recommendation) -> Iterator[LinkMade]:
    by = Ref(Kind.RECOMMENDATION, recommendation.id)
    if recommendation.measurable:
        yield from _one(by, ("measurable", "metric"), Kind.METRIC, recommendation.measurable.metric)
    if recommendation.achievable:
        yield from _one(by, ("achievable", "team"), Kind.TEAM, recommendation.achievable.team)
    for at, target in enumerate(recommendation.relevant):
        journey, _, step = target.partition("#")
        yield LinkMade(by, ("relevant", at), Ref(Kind.JOURNEY, journey, step or None))
    yield from _one(by, ("owner",), Kind.TEAM, recommendation.owner)


def _reading_path(path: ReadingPath) -> Iterator[LinkMade]:
    by = Ref(Kind.PATH, path.id)
    yield from _many(by, ("for",), Kind.AREA, path.for_)
    yield from _one(by, ("owner",), Kind.TEAM, path.owner)
    for at, stop in enumerate(path.steps):
        kind, slash, rest = stop.read.partition("/")
        if slash and kind in KIND_WORDS:
            key, _, step = rest.partition("#")
            yield LinkMade(by, ("steps", at, "read"), Ref(Kind(kind), key, step or None))


def wiki_link(text: str, known: Mapping[Kind, Mapping[str, object]]) -> tuple[Ref | None, str | None]:
    """The reference that the inside of a `[[link]]` means, and the words to show where it names some.

    A link without a kind means the first kind that has the id, in the order of `Kind`; None where none has it.
    """
    match = WIKI_LINK.fullmatch(text)
    if not match:
        return None, None
    kind, key, step, words = match.groups()
    if kind:
        return (Ref(Kind(kind), key, step), words) if kind in KIND_WORDS else (None, words)
    for each in Kind:
        if key in known.get(each, {}):
            return Ref(each, key, step), words
    return None, words
