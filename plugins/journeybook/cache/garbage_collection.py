"""Control of Python's garbage collector during a build.

By default it runs after every 700 new objects, and takes an eighth of a large build, although the
objects of a map form no cycles. Markdown and the theme's templates do create cycles, so while those
run it works rarely, and skips the objects that stay until the end. A preview runs for hours with
Python's defaults, but skips the objects of the last site, and does not collect while it follows a
save: to look through a large portal takes as long as to follow one.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

USUALLY = gc.get_threshold()
RARELY = 100_000
"""New objects between two collections: about as many as ten pages make."""


def pause() -> None:
    """Disable collection, while maps, their drawings and data are made."""
    gc.disable()


def look_rarely() -> None:
    """Collect rarely, and ignore the objects that exist now."""
    if not gc.isenabled():
        gc.set_threshold(RARELY)
        gc.freeze()
        gc.enable()


def look_as_usual() -> None:
    """Restore Python's defaults."""
    gc.unfreeze()
    gc.set_threshold(*USUALLY)
    gc.enable()


def keep_existing() -> None:
    """Collect once, and ignore the objects that are left until `look_as_usual`."""
    gc.collect()
    gc.freeze()


@contextmanager
def paused() -> Iterator[None]:
    """A context without collection."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
