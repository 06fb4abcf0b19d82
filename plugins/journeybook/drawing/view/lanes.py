"""The items of each lane, read from the fields of a step or stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

from journeybook.drawing.icons import channel_icon
from journeybook.drawing.view.branches import items_ahead
from journeybook.drawing.view.metric_note import metric_note
from journeybook.drawing.view.model import Item, ItemKind, Picture
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.i18n.formats import alternative_words
from journeybook.insight.ab_test import supported_winner
from journeybook.insight.drop_off import Loss
from journeybook.insight.step_graph import StepGraph
from journeybook.labels.value_labels import PROPOSAL_WORDS
from journeybook.library.images import LARGE, SMALL, image_path
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey, Moment, Stage, Variant
from journeybook.model.scalars import Phrase
from journeybook.step_fields import STEP_FIELDS, Shape
from journeybook.text.numbers import figure, level_figure, metric_figure, share_figure


@dataclass(frozen=True, slots=True)
class LaneSource:
    """A step or stage and the columns that it covers."""

    moment: Moment
    stage: Stage
    first: int
    span: int
    anchor: str

    @property
    def evidence(self) -> tuple[Ref, ...]:
        """The sources of the claims of this step or stage that name none themselves."""
        return sources(self.moment.evidence or self.stage.evidence)


@dataclass(frozen=True)
class LaneContext:
    """What the readers of lanes need to know: the library, the graph of steps, titles by anchor.

    `losses` holds for a counted stage, by its id, the loss on the way to it.
    """

    journey: Journey
    library: Library
    graph: StepGraph
    titles: dict[str, str]
    losses: Mapping[str, Loss]

    def title(self, kind: Kind, key: str) -> str:
        """The title of an object, its id if the portal does not have it."""
        return self.library.title(Ref(kind, key))


Reader: TypeAlias = Callable[[LaneSource, LaneContext], Iterable[Item]]


def sources(keys: Iterable[str]) -> tuple[Ref, ...]:
    """References to evidence."""
    return tuple([Ref(Kind.EVIDENCE, key) for key in keys]) if keys else ()


def phrases(values: Iterable[Phrase], context: LaneContext, kind: ItemKind = ItemKind.TEXT) -> list[Item]:
    """Texts, each with the team that is responsible."""
    return [
        Item(kind, phrase.text, Ref(Kind.TEAM, phrase.team), context.title(Kind.TEAM, phrase.team))
        if phrase.team
        else Item(kind, phrase.text)
        for phrase in values
    ]


def _phrases(field: str, kind: ItemKind, source: LaneSource, context: LaneContext) -> list[Item]:
    values = getattr(source.moment, field)
    return phrases(values, context, kind) if values else []


def _text(field: str, kind: ItemKind, source: LaneSource, _context: LaneContext) -> list[Item]:
    value = vars(source.moment).get(field)  # a step has no fields of stages
    return [Item(kind, value)] if value else []


def _personas(source: LaneSource, context: LaneContext) -> list[Item]:
    return [
        Item(ItemKind.PERSONA, context.title(Kind.PERSONA, key), Ref(Kind.PERSONA, key), icon="account")
        for key in source.moment.personas
    ]


def _systems(source: LaneSource, context: LaneContext) -> list[Item]:
    return [
        Item(ItemKind.SYSTEM, context.title(Kind.SYSTEM, key), Ref(Kind.SYSTEM, key), icon="server")
        for key in source.moment.systems
    ]


def _channel(source: LaneSource, context: LaneContext) -> list[Item]:
    moment = source.moment
    if moment.channel:
        known = context.library.vocabulary.channels.get(moment.channel)
        icon = channel_icon(moment.channel, known.icon if known else None)
        ref = Ref(Kind.CHANNEL, moment.channel)
        return [
            Item(ItemKind.CHANNEL, context.title(ref.kind, ref.id), ref, note=moment.touchpoint, icon=icon)
        ]
    if moment.touchpoint:
        return [Item(ItemKind.CHANNEL, moment.touchpoint, icon="gesture-tap")]
    return []


def _image(source: LaneSource, context: LaneContext) -> list[Item]:
    image = source.moment.image
    if image is None:
        return []
    path = image_path(Kind.JOURNEY, context.journey.section, image.src)
    found = context.library.images.get(path)
    picture = Picture(path, found.shown(SMALL), found.shown(LARGE)) if found else None
    return [
        Item(
            ItemKind.IMAGE,
            image.alt,
            note=image.caption,
            icon="image-outline",
            detail=image.credit,
            picture=picture,
        )
    ]


def _time(source: LaneSource, _context: LaneContext) -> list[Item]:
    moment = source.moment
    if moment.at:
        return [Item(ItemKind.TIME, moment.at, note=moment.duration, icon=_icon_of_hour(int(moment.at[:2])))]
    if moment.duration:
        return [Item(ItemKind.TIME, moment.duration, icon="timer-outline")]
    return []


def _icon_of_hour(hour: int) -> str:
    if 5 <= hour < 9:
        return "weather-sunset-up"
    if 9 <= hour < 17:
        return "weather-sunny"
    if 17 <= hour < 21:
        return "weather-sunset-down"
    return "weather-night"


def _quotes(source: LaneSource, context: LaneContext) -> list[Item]:
    return [
        _claim(
            ItemKind.QUOTE,
            quote.text,
            quote.evidence,
            source,
            persona=(Ref(Kind.PERSONA, quote.persona), context.title(Kind.PERSONA, quote.persona))
            if quote.persona
            else None,
        )
        for quote in source.moment.quotes
    ]


def _pains(source: LaneSource, _context: LaneContext) -> list[Item]:
    return [
        _claim(ItemKind.PAIN, pain.text, pain.evidence, source, severity=pain.severity)
        for pain in source.moment.pains
    ]


def _gains(source: LaneSource, _context: LaneContext) -> list[Item]:
    return [_claim(ItemKind.GAIN, gain.text, gain.evidence, source) for gain in source.moment.gains]


def _texts(field: str, kind: ItemKind, source: LaneSource, _context: LaneContext) -> list[Item]:
    return [Item(kind, text) for text in getattr(source.moment, field)]


def _opportunities(source: LaneSource, context: LaneContext) -> list[Item]:
    items = []
    for opportunity in source.moment.opportunities:
        key = opportunity.recommendation
        found = context.library.recommendations.get(key) if key else None
        title = context.title(Kind.RECOMMENDATION, key) if key else None
        items.append(
            Item(
                ItemKind.OPPORTUNITY,
                opportunity.text,
                Ref(Kind.RECOMMENDATION, key) if key else None,
                title if title and title.casefold() != opportunity.text.casefold() else None,
                detail=PROPOSAL_WORDS[found.status] if found else None,
            )
        )
    return items


def _team(source: LaneSource, context: LaneContext) -> list[Item]:
    key = source.moment.team
    if not key:
        return []
    return [Item(ItemKind.TEAM, context.title(Kind.TEAM, key), Ref(Kind.TEAM, key), icon="account-group")]


def _metrics(source: LaneSource, context: LaneContext) -> list[Item]:
    moment = source.moment
    items = []
    if isinstance(moment, Stage) and moment.entered is not None:
        items.append(Item(ItemKind.METRIC, figure(moment.entered), note=_("People"), ours=True))
        loss = context.losses.get(moment.id or "")
        # A gain of people means that there is another way in, so it is not shown as a loss.
        if loss and loss.share is not None and loss.share >= 0:
            lost = _("Lost since %(steps)s", steps=alternative_words(start.title for start in loss.starts))
            items.append(Item(ItemKind.METRIC, share_figure(loss.share), note=lost, ours=True))
    for key, value in moment.metrics.items():
        metric = context.library.metrics.get(key)
        items.append(
            Item(
                ItemKind.METRIC,
                metric_figure(value, metric),
                Ref(Kind.METRIC, key),
                context.title(Kind.METRIC, key),
                detail=metric_note(metric) if metric else None,
            )
        )
    return items


def _variants(source: LaneSource, context: LaneContext) -> list[Item]:
    found = supported_winner(source.moment.variants, context.library.metrics)
    return [
        Item(
            ItemKind.VARIANT,
            variant.title,
            icon="trophy-outline" if variant.winner and variant is found else None,
            note=_("winner") if variant.winner and variant is found else None,
            ours=True,
            detail=" · ".join(
                [
                    *(
                        [_("marked as the winner without support by the figures")]
                        if variant.winner and variant is not found
                        else []
                    ),
                    *_variant_figures(variant, context),
                ]
            )
            or None,
        )
        for variant in source.moment.variants
    ]


def _variant_figures(variant: Variant, context: LaneContext) -> Iterable[str]:
    scale = context.library.vocabulary.emotion_scale
    if variant.share is not None:
        yield share_figure(variant.share / 100)
    if variant.people is not None:
        yield ngettext("%(num)s person", "%(num)s people", variant.people, num=figure(variant.people))
    if variant.emotion is not None:
        yield f"{scale.word(variant.emotion)} {level_figure(variant.emotion, scale.min)}".strip()
    for key, value in variant.metrics.items():
        yield f"{context.title(Kind.METRIC, key)} {metric_figure(value, context.library.metrics.get(key))}"


def _next(source: LaneSource, context: LaneContext) -> list[Item]:
    return items_ahead(source.moment, source.first, context.graph, context.journey.id)


def _journeys(source: LaneSource, context: LaneContext) -> list[Item]:
    items = []
    if source.moment.journey:
        ref = Ref(Kind.JOURNEY, source.moment.journey)
        items.append(
            Item(
                ItemKind.JOURNEY,
                context.library.title(ref),
                ref,
                _("a journey of its own"),
                "map-outline",
                ours=True,
            )
        )
    shared = shared_with(source.moment)
    if shared:
        whole = Ref(shared.kind, shared.id)
        items.append(
            Item(
                ItemKind.JOURNEY,
                context.library.title(whole),
                shared,
                _("shared step"),
                "link-variant",
                ours=True,
            )
        )
    return items


def shared_with(moment: Moment) -> Ref | None:
    """The step of another map that this one is the same as."""
    if not moment.same_as:
        return None
    journey, _hash, step = moment.same_as.partition("#")
    return Ref(Kind.JOURNEY, journey, step or None)


def _lifecycle(source: LaneSource, context: LaneContext) -> list[Item]:
    key = source.moment.lifecycle if isinstance(source.moment, Stage) else None
    if not key:
        return []
    return [
        Item(ItemKind.LIFECYCLE, context.title(Kind.LIFECYCLE, key), Ref(Kind.LIFECYCLE, key), icon="sync")
    ]


def _links(source: LaneSource, _context: LaneContext) -> list[Item]:
    return [Item(ItemKind.LINK, link.title, icon="open-in-new", url=link.url) for link in source.moment.links]


def _claim(
    kind: ItemKind,
    text: str,
    own: Iterable[str],
    source: LaneSource,
    *,
    persona: tuple[Ref, str] | None = None,
    severity: int | None = None,
) -> Item:
    found = sources(own) or source.evidence
    ref, note = persona or (None, None)
    return Item(kind, text, ref, note, severity=severity, assumed=not found, evidence=found)


_TEXT_READERS = {Shape.PHRASES: _phrases, Shape.TEXTS: _texts, Shape.TEXT: _text}

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        # A lane that is called as a field of texts shows these texts.
        **{
            name: partial(_TEXT_READERS[field.shape], name, ItemKind.TEXT)
            for name, field in STEP_FIELDS.items()
            if field.lane == name and field.shape in _TEXT_READERS
        },
        "personas": _personas,
        "time": _time,
        "channel": _channel,
        "image": _image,
        "thought": partial(_phrases, "thought", ItemKind.THOUGHT),
        "need": partial(_phrases, "need", ItemKind.NEED),
        "quotes": _quotes,
        "feeling": partial(_texts, "feeling", ItemKind.FEELING),
        "pains": _pains,
        "gains": _gains,
        "opportunities": _opportunities,
        "risks": partial(_texts, "risks", ItemKind.RISK),
        "systems": _systems,
        "team": _team,
        "metrics": _metrics,
        "variants": _variants,
        "next": _next,
        "lifecycle": _lifecycle,
        "journeys": _journeys,
        "links": _links,
    }
)
"""The reader of each lane of the registry, by its key; the curve has none."""
