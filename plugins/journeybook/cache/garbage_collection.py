"""When a build looks for garbage. Python does so each 700 new objects, and a map has thousands, none of them in a cycle.

Looking among them takes an eighth of a big portal's build. Markdown and the theme's templates do leave cycles behind,
so while those work it is done, but rarely, and never among what stays until the end. A preview lives for hours and
keeps Python's pace.
"""

from __future__ import annotations

import gc

USUALLY = gc.get_threshold()
RARELY = 100_000
"""New objects between two looks: about as many as ten pages make."""


def pause() -> None:
    """Do not look at all: what is made now are maps, and pictures and data of maps."""
    gc.disable()


def look_rarely() -> None:
    """Look rarely, and pass over all that is there now."""
    if not gc.isenabled():
        gc.set_threshold(RARELY)
        gc.freeze()
        gc.enable()


def look_as_usual() -> None:
    """As Python does by itself."""
    gc.unfreeze()
    gc.set_threshold(*USUALLY)
    gc.enable()
