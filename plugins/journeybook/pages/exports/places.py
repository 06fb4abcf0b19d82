"""Converts places, feelings, numbers and days to the published types."""

from __future__ import annotations

import datetime
from functools import lru_cache

from journeybook.insight.spots import Spot as FoundSpot
from journeybook.insight.spots import SpotEmotion
from journeybook.insight.summary import EmotionAt as FoundFeeling
from journeybook.pages.exports.place_types import Feeling, FeltPlace, Place
from journeybook.pages.portfolio import Portfolio
from journeybook.text.numbers import decimals_of

DIGITS = 4
"""The decimals of shares and differences; further ones are rounding errors."""


def place_of(portfolio: Portfolio, spot: FoundSpot) -> Place:
    """The place of a spot."""
    step = None if spot.is_stage else spot.moment.id
    address = portfolio.page_address(spot.ref) or ""
    return Place(spot.journey.id, spot.stage.id, step, spot.moment.title, address)


def felt_place(portfolio: Portfolio, feeling: FoundFeeling | None) -> FeltPlace | None:
    """A feeling with its place, None for None."""
    return FeltPlace(place_of(portfolio, feeling.spot), feeling_of(feeling.emotion)) if feeling else None


@lru_cache(maxsize=4_096)  # a map's figures repeat most feelings
def feeling_of(felt: SpotEmotion) -> Feeling:
    """An emotion as it is published."""
    return Feeling(felt.persona, felt.value, felt.level, felt.word, felt.end)


def rounded(value: float) -> float:
    """A share or difference without rounding errors; minus zero becomes zero."""
    return round(value, DIGITS) + 0.0


def measured(value: float) -> float:
    """A mean or difference of a metric's values with four decimals, or four digits if small."""
    return round(value, max(DIGITS, decimals_of(value) + DIGITS - 2)) + 0.0 if value else 0.0


def iso(day: datetime.date | None) -> str | None:
    """A day as ISO text."""
    return day.isoformat() if day else None
