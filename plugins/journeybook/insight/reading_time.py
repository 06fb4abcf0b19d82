"""How long something takes to read: its words at the pace of silent reading, and a look for each step of a map.

The pace is 238 words a minute, the mean of 190 studies of adults who read English non-fiction in silence (Brysbaert
2019, "How many words do we read per minute?", Journal of Memory and Language 109). Other scripts are counted in words
too; what is written without spaces in characters, of which 1.6 make a word: readers of Chinese manage 255 characters or
158 words a minute (Trauzettel-Klosinski and Dietz 2012, IReST). An author who says `minutes` knows better than both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator

from journeybook.library.links import WIKI_LINK
from journeybook.library.objects import Item, Library, Ref, moments
from journeybook.model.journey import Journey, Moment
from journeybook.step_fields import Shape, texts_of

WORDS_A_MINUTE = 238
CHARACTERS_A_WORD = 1.6

LOOK_SECONDS = 5
"""For each step, to find its face on the curve and to go on to the next one. Our own allowance, there is no study: what
is on a step is counted as words already."""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Kana and Han. Korean and Arabic put spaces between their words; Thai and its neighbours are counted as few long ones."""

_WORD = re.compile(r"\S*\w\S*")
_MARKUP = re.compile(r"```.*?```|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL)


def reading_minutes(texts: Iterable[str], looks: int = 0) -> int:
    """Whole minutes for `texts` and `looks` steps of a map, one at least."""
    words = sum(word_count(each) for each in texts)
    return max(1, math.floor(words / WORDS_A_MINUTE + looks * LOOK_SECONDS / 60 + 0.5))


def word_count(text: str) -> float:
    """The words of a text, or of Markdown without its fences, tags and addresses."""
    text = WIKI_LINK.sub(lambda link: link[4] or link[2], _MARKUP.sub(" ", text))
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced / CHARACTERS_A_WORD


def minutes_of(ref: Ref, library: Library) -> int:
    """How long the page of `ref` takes, or the one step that it names; one minute for what is unknown."""
    item = library.item(ref)
    if isinstance(item, Journey):
        if ref.step:
            found = library.moment(ref)
            return reading_minutes(_moment(found), 1) if found else 1
        return reading_minutes(_journey(item), _columns(item))
    if item is not None:
        return reading_minutes(_item(item))
    term = library.term(ref)
    if term is None:
        return 1
    # The page of a word is a list of the steps that use it.
    return reading_minutes((term.title, term.summary or ""), len(library.uses(ref)))


def _columns(journey: Journey) -> int:
    return sum(max(1, len(stage.steps)) for stage in journey.stages)


def _journey(journey: Journey) -> Iterator[str]:
    yield from _item(journey)
    for moment in moments(journey):
        yield from _moment(moment)


def _moment(moment: Moment) -> Iterator[str]:
    yield from texts_of(moment, *Shape)
    yield from (phrase.text for lane in moment.lanes.values() for phrase in lane)


def _item(item: Item) -> Iterator[str]:
    yield from (text for text in (item.title, item.narrative, *item.page_texts()) if text)
