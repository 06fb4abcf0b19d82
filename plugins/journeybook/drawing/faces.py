"""Faces for the five levels of emotion, told apart by mouth, brows and frame, not only colour."""

from __future__ import annotations

from functools import cache

_SQUARE = '<rect class="jb-face__frame" x="2" y="2" width="20" height="20" rx="5.5"/>'
_CIRCLE = '<circle class="jb-face__frame" cx="12" cy="12" r="10"/>'
_EYES = '<circle class="jb-face__eye" cx="8.7" cy="10" r="1.35"/><circle class="jb-face__eye" cx="15.3" cy="10" r="1.35"/>'
_MOUTHS = (
    '<path class="jb-face__mouth" d="M6.4 6.9l3.1 1.5M17.6 6.9l-3.1 1.5M8 17q4-4.2 8 0"/>',
    '<path class="jb-face__mouth" d="M8.4 16.3q3.6-2.7 7.2 0"/>',
    '<path class="jb-face__mouth" d="M8.3 15.4h7.4"/>',
    '<path class="jb-face__mouth" d="M8.1 14.2q3.9 3.7 7.8 0"/>',
    '<path class="jb-face__mouth jb-face__mouth--full" d="M7.6 13.4h8.8q-.5 4.6-4.4 4.6t-4.4-4.6z"/>',
)


@cache
def face(level: int) -> str:
    """The face of a level, 0 (worst) to 4 (best), as an inline `<svg>` that screen readers skip.

    A negative face has a square frame, any other a round one. Word and number stand beside it,
    never inside.
    """
    return (
        f'<svg class="jb-face jb-level-{level}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f"{_drawn(level)}</svg>"
    )


def face_symbol(level: int, sprite: str) -> str:
    """The face as a `<symbol>` with the id `sprite` plus level; coloured where it is used."""
    return f'<symbol id="{sprite}{level}" viewBox="0 0 24 24">{_drawn(level)}</symbol>'


def _drawn(level: int) -> str:
    return (_SQUARE if level < 2 else _CIRCLE) + _EYES + _MOUTHS[level]
