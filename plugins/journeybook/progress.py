"""How far a long piece of work is, told to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Tell: TypeAlias = Callable[[int, int], None]
"""Told how many pieces are done, and of how many."""


def untold(done: int, whole: int) -> None:
    """Nobody wants to know."""
