"""Progress of a long piece of work, reported to whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

ProgressCallback: TypeAlias = Callable[[int, int], None]
"""Called with how many pieces are done, and of how many."""


def no_progress(done: int, whole: int) -> None:
    """Report nothing."""
