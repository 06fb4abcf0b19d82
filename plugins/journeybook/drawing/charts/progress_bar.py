"""A progress bar without words; its text stands beside it."""

from __future__ import annotations

_WIDTH, _HEIGHT = 100, 6


def draw_bar(share: float) -> str:
    """The bar of a share as an inline `<svg>` hidden from screen readers; clamped to 0 to 1."""
    done = round(min(1.0, max(0.0, share)) * _WIDTH, 1)
    return (
        f'<svg class="jb-recommendation-bar" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="jb-recommendation-bar__track" width="{_WIDTH}" height="{_HEIGHT}"/>'
        f'<rect class="jb-recommendation-bar__done" width="{done:g}" height="{_HEIGHT}"/></svg>'
    )
