"""A curve as a row of blocks, one for each step: a gap where nobody wrote a feeling down."""

from __future__ import annotations

from collections.abc import Iterable

from journeybook.model.vocabulary import EmotionScale

_BLOCKS = "▁▂▃▄▅▆▇█"


def curve_blocks(values: Iterable[float | None], scale: EmotionScale) -> str:
    """The lowest block for the bottom of the scale, the highest for its top."""
    return "".join(
        " " if value is None else _BLOCKS[round(scale.share(value) * (len(_BLOCKS) - 1))] for value in values
    )
