"""Reading times: the words at the speed of silent reading, plus a fixed time for each step.

The speed is 238 words a minute, the mean of 190 studies of adults who read English non-fiction in
silence (Brysbaert 2019, "How many words do we read per minute?", Journal of Memory and Language
109). Other scripts are counted in words too; scripts without spaces in characters, with 1.6
characters to a word: readers of Chinese reach 255 characters or 158 words a minute
(Trauzettel-Klosinski and Dietz 2012, IReST). An author's own `minutes` take precedence.
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
"""Seconds for each step, to find its face on the curve and move on to the next one.

This is our own estimate, without a study: the words of a step are counted separately.
"""

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Kana and Han. Korean and Arabic have spaces between words.

Thai and similar scripts are counted as a few long words.
"""

_WORD = re.compile(r"\S*\w\S*")
_MARKUP = re.compile(r"```.*?```|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL)


def reading_minutes(texts: Iterable[str], looks: int = 0) -> int:
    """Whole minutes for `texts` and `looks` steps of a map; at least one."""
    words = sum(word_count(text) for text in texts)
    return max(1, math.floor(words / WORDS_A_MINUTE + looks * LOOK_SECONDS / 60 + 0.5))


def word_count(text: str) -> float:
    """The words of a text, or of Markdown without its fences, tags and addresses."""
    text = WIKI_LINK.sub(lambda link: link[4] or link[2], _MARKUP.sub(" ", text))
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced / CHARACTERS_A_WORD


def minutes_of(ref: Ref, library: Library) -> int:
    """The reading time of the page or step of `ref`, in minutes; 1 for an unknown `ref`."""
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
    # The page of a vocabulary word is a list of the steps that use it.
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
