"""A bar that shows how much of a way is done: ink alone, its words stand beside it."""

from __future__ import annotations

_WIDTH, _HEIGHT = 100, 6


def draw_bar(share: float) -> str:
    """The bar of a share (0 to 1; what lies outside is drawn at the end) as an inline `<svg>` that screen readers skip."""
    done = round(min(1.0, max(0.0, share)) * _WIDTH, 1)
    return (
        f'<svg class="jb-recommendation-bar" viewBox="0 0 {_WIDTH} {_HEIGHT}" preserveAspectRatio="none" aria-hidden="true" '
        f'focusable="false"><rect class="jb-recommendation-bar__track" width="{_WIDTH}" height="{_HEIGHT}"/>'
        f'<rect class="jb-recommendation-bar__done" width="{done:g}" height="{_HEIGHT}"/></svg>'
    )
