"""A curve as a row of block characters, one for each step, with a gap for a missing emotion."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.model.vocabulary import EmotionScale

_BLOCKS = "▁▂▃▄▅▆▇█"


def curve_blocks(values: Iterable[float | None], scale: EmotionScale) -> str:
    """The lowest block stands for the bottom of the scale, the highest for its top."""
    return "".join(
        " " if value is None else _BLOCKS[round(scale.share(value) * (len(_BLOCKS) - 1))] for value in values
    )
