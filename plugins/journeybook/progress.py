"""Reports the progress of long operations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

ProgressCallback: TypeAlias = Callable[[int, int], None]
"""Called with the number of finished pieces and the total."""


def no_progress(done: int, whole: int) -> None:
    """Report nothing."""
