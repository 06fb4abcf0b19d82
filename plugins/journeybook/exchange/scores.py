"""Scores as people write them, and the scale on which a map has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from journeybook.model.vocabulary import EmotionScale

_NUMBER = r"[-+\u2212\u2013]?\d{1,4}(?:[.,]\d{1,4})?"
_OF = re.compile(rf"({_NUMBER})\s*(?:/|von|of|out of|sur|de|من)\s*(\d{{1,3}})\b")
_ALONE = re.compile(rf"({_NUMBER})\s*(%?)")
_STARS = re.compile(r"[★⭐]\ufe0f?")
_ARROW = re.compile(r"\s*(?:→|⇒|➜|➔|->|=>)\s*")
_FACES = {
    -1.0: "😡🤬😤😭😱😠😖😫😩🤯💔🔴",
    -0.5: "😞😟😢😕🙁☹😣😔😰😓😥😨😒😬🟠👎🥺😩",
    0.0: "😐😑😶🤔🙄😴🟡",
    0.5: "🙂😊😌😀😃🟢👍😎🤗😮",
    1.0: "😄😁😍🤩🥰🎉🥳💚❤😇",
}
_VALUES = {face: share for share, faces in _FACES.items() for face in faces}

# The scales of questionnaires, from the narrowest; the first that holds all scores is taken.
_SCALES = ((1, 5), (0, 5), (1, 7), (1, 10), (0, 10), (0, 100))
_SYMMETRIC = (1, 2, 3, 4, 5, 10, 100)


@dataclass(frozen=True, slots=True)
class Score:
    """A score as written. `top` is the end of its scale where it says so; a face has a `share`
    from -1 to 1 instead of a value.
    """

    value: float
    top: float | None = None
    share: float | None = None


def number_in(text: str) -> float | None:
    """A number with a decimal point or comma and any minus sign; None for another text."""
    plain = text.strip().replace("\u2212", "-").replace("\u2013", "-").replace("\u00a0", "").replace("٫", ".")
    if not re.fullmatch(r"[-+]?(?:\d{1,12}|\d{1,3}(?:[.,' ]\d{3})+)(?:[.,]\d{1,6})?", plain):
        return None
    head, _, tail = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    if not head:
        return float(plain.replace(" ", "").replace("'", ""))
    return float(f"{re.sub(r'[^0-9+-]', '', head)}.{tail}")


def scores_in(text: str) -> tuple[Score, ...]:
    """The scores of a text, two where the feeling changes (`2 → 4`); none for mere words."""
    found = [score for part in _ARROW.split(text.strip()) if (score := _score(part)) is not None]
    return tuple((found[0], found[-1]) if len(found) > 1 else found)


def is_only_scores(text: str) -> bool:
    """Whether a text says nothing but scores, so that no word of it is lost."""
    return all(
        _OF.fullmatch(part.strip()) or _ALONE.fullmatch(part.strip()) for part in _ARROW.split(text.strip())
    )


def _score(text: str) -> Score | None:
    part = text.strip()
    match = _OF.match(part)
    if match and (value := number_in(match[1])) is not None:
        return Score(value, float(match[2]))
    match = _ALONE.match(part)
    if match and (match.end() == len(part) or part[match.end()] in " (:,;" or match[2]):
        value = number_in(match[1])
        if value is not None and not re.match(r"\s*[^\W\d_]", part[match.end() :]):
            return Score(value, 100.0 if match[2] else None)
    stars = len(_STARS.findall(part))
    if stars:
        return Score(stars, 5.0)
    faces = [_VALUES[sign] for sign in part if sign in _VALUES]
    return Score(0.0, share=sum(faces) / len(faces)) if faces else None


@dataclass(frozen=True, slots=True)
class ScoreScale:
    """The scale of the scores in a source, and the portal's.

    `sure` is False where the scale follows from the scores alone.
    """

    low: float
    high: float
    scale: EmotionScale
    sure: bool

    @property
    def same(self) -> bool:
        """Whether scores are emotions on the portal's scale as they are."""
        return (self.low, self.high) == (self.scale.min, self.scale.max)

    def emotion(self, score: Score) -> float:
        """The emotion for a score, held at the ends of the scale."""
        if score.share is not None:
            share = (score.share + 1) / 2
        else:
            low, high = self.low, self.high
            if score.top is not None:
                low, high = (1.0 if score.top in (5.0, 7.0) and score.value >= 1 else 0.0), score.top
            share = (min(high, max(low, score.value)) - low) / (high - low)
        return round(self.scale.min + share * (self.scale.max - self.scale.min), 4)


def scale_of(scores: Iterable[Score], scale: EmotionScale) -> ScoreScale | None:
    """The scale on which a map's bare scores stand; None where they can be on none."""
    bare: Sequence[float] = [each.value for each in scores if each.top is None and each.share is None]
    low, high = min(bare, default=0.0), max(bare, default=0.0)
    if not bare or (low < 0 and scale.min <= low and high <= scale.max):
        return ScoreScale(scale.min, scale.max, scale, sure=True)
    if low < 0:
        reach = next((each for each in _SYMMETRIC if each >= max(-low, high)), None)
        return None if reach is None else ScoreScale(-reach, reach, scale, sure=False)
    if high == 0 or (high <= scale.max and low == 0 and scale.min <= 0):
        return ScoreScale(scale.min, scale.max, scale, sure=high <= scale.max and low >= scale.min)
    found = next(((a, b) for a, b in _SCALES if a <= low and high <= b), None)
    return None if found is None else ScoreScale(*found, scale, sure=False)
