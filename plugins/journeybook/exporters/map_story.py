"""A map in brief for slides and summaries: its worst and best moments, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.drawing.swimlane.emotion_lane import capital
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.labels.value_labels import PROPOSAL_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.numbers import level_figure

SHOWN = 3
"""How many worst and best moments are shown."""


@dataclass(frozen=True, slots=True)
class BriefMoment:
    """A step with an emotion: `feeling` is its word, figure and persona, `level` 0 to 4.

    `reason` is the worst pain of a bad moment or the first gain of a good one, else a quote.
    """

    title: str
    stage: str
    feeling: str
    level: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A recommendation that answers something on the map; one without a status is only an idea."""

    title: str
    about: str | None
    status: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class MapStory:
    """A map in brief. All texts are plain."""

    title: str
    people: tuple[str, ...]
    objective: str | None
    summary: str | None
    worst: tuple[BriefMoment, ...]
    best: tuple[BriefMoment, ...]
    measures: tuple[Measure, ...]
    notes: str


def story_of(portfolio: Portfolio, key: str) -> MapStory:
    """The map `key` in brief. A moment is only among the best if it is not among the worst."""
    library = portfolio.library
    journey = library.journeys[key]
    felt = [(spot, spot.lowest) for spot in portfolio.summaries[key].spots if spot.lowest]
    scale = library.vocabulary.emotion_scale
    middle = (scale.min + scale.max) / 2
    worst = sorted(felt, key=lambda each: (each[1].value, each[0].order))[:SHOWN]
    highest = [
        (spot, spot.highest) for spot, _low in felt if spot.highest and (spot, spot.lowest) not in worst
    ]
    best = sorted(highest, key=lambda each: (-each[1].value, each[0].order))[:SHOWN]
    return MapStory(
        title=journey.title,
        people=tuple(library.title(Ref(Kind.PERSONA, each)) for each in journey.personas),
        objective=_plain(portfolio, journey.objective),
        summary=_plain(portfolio, journey.summary),
        worst=tuple(_moment(portfolio, *each) for each in worst if each[1].value < middle or not best),
        best=tuple(_moment(portfolio, *each) for each in best if each[1].value > middle),
        measures=tuple(_measures(portfolio, journey)),
        notes=_notes(portfolio, journey),
    )


def _plain(portfolio: Portfolio, text: str | None) -> str | None:
    return plain_text(text, portfolio.known) if text else None


def _moment(portfolio: Portfolio, spot: Spot, emotion: SpotEmotion) -> BriefMoment:
    scale = portfolio.library.vocabulary.emotion_scale
    figure = level_figure(emotion.value, scale.min)
    moment = spot.moment
    who = f"({portfolio.library.title(Ref(Kind.PERSONA, emotion.persona))})" if emotion.persona else None
    bad = emotion.value < (scale.min + scale.max) / 2
    pains = sorted(moment.pains, key=lambda pain: -(pain.severity or 1))
    claims: tuple[str, ...] = tuple(each.text for each in (pains if bad else moment.gains))
    quotes = tuple(f"“{quote.text}”" for quote in moment.quotes)
    reason = next(iter((*claims, *quotes)), None)
    return BriefMoment(
        title=moment.title,
        stage=spot.stage.title,
        feeling=" ".join(filter(None, (capital(emotion.word), figure, who))),
        level=emotion.level,
        reason=_plain(portfolio, reason),
    )


def _measures(portfolio: Portfolio, journey: Journey) -> Iterable[Measure]:
    """The recommendations that answer the map or a step of it, then ideas that became none."""
    library = portfolio.library
    spots = portfolio.summaries[journey.id].spots
    whole = Ref(Kind.JOURNEY, journey.id)
    refs = dict.fromkeys((whole, *(spot.ref for spot in spots)))
    for key in dict.fromkeys(each for ref in refs for each in portfolio.answers.get(ref, ())):
        item = library.recommendations[key]
        owner = library.title(Ref(Kind.TEAM, item.owner)) if item.owner else None
        yield Measure(item.title, _plain(portfolio, item.specific), PROPOSAL_WORDS[item.status], owner)
    for spot in spots:
        for idea in spot.moment.opportunities:
            if not idea.recommendation:
                yield Measure(plain_text(idea.text, portfolio.known), spot.moment.title, None, None)


def _notes(portfolio: Portfolio, journey: Journey) -> str:
    """What a speaker can say: the map, its curve in a sentence, and the prose of its steps."""
    row = portfolio.view(journey.id).curve_row
    parts = [journey.summary, row.sentence if row else None, journey.narrative]
    told = [plain_prose(text, portfolio.known) for text in parts if text]
    for spot in portfolio.summaries[journey.id].spots:
        if spot.moment.narrative:
            text = plain_prose(spot.moment.narrative, portfolio.known)
            told.append(f"{spot.moment.title}: {text}")
    return "\n\n".join(told)
