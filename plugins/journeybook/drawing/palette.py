"""The colours: CSS variables for pages, literal values for standalone files.

Names are those of the CSS variables without `--jb-`. `e0` to `e4` are the five levels of emotion,
the worst first, from orange-red to blue, because many colour-blind readers cannot tell red from
green; `e0s` to `e4s` are the soft fills beneath them, `heat-0` to `heat-4` the cells of heat maps
of emotions: strong at both ends, in steps that can be told apart. `h1` to `h5` shade heat maps of
counts. `series-1` to `series-6` colour personas' curves, today and the future, and a chart's lines,
always together with a dash (`SERIES_DASHES`) or a word; none of them looks like an emotion.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

Scheme: TypeAlias = Literal["light", "dark"]

LIGHT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#ffffff",
        "fg": "#1b2130",
        "muted": "#566074",
        "line": "#e1e5ee",
        "line-2": "#c6cdda",
        "surface": "#f6f7fb",
        "surface-2": "#eef1f8",
        "card": "#ffffff",
        "accent": "#3949ab",
        "accent-soft": "#e8eaf6",
        "focus": "#3949ab",
        "e0": "#8c1d0f",
        "e1": "#b04d08",
        "e2": "#5f6878",
        "e3": "#1b6ca6",
        "e4": "#083b78",
        "on-e": "#ffffff",
        "e0s": "#fdece7",
        "e1s": "#fdf0e3",
        "e2s": "#f1f3f7",
        "e3s": "#e6f2fb",
        "e4s": "#e3edf9",
        "heat-0": "#9f2a12",
        "heat-1": "#f3a871",
        "heat-2": "#e3e7ee",
        "heat-3": "#93c5ea",
        "heat-4": "#0a4a8f",
        "pain": "#8f2410",
        "pain-s": "#fdece7",
        "pain-l": "#f0b9a9",
        "opp": "#1c5b36",
        "opp-s": "#e6f4ea",
        "opp-l": "#a9d5b8",
        "mot": "#6a2c91",
        "other": "#596274",
        "h1": "#e6f2fb",
        "h2": "#b5d8f0",
        "h3": "#6fb1de",
        "h4": "#1f78b4",
        "h5": "#0a4a8f",
        "series-1": "#0b7077",
        "series-2": "#a02c74",
        "series-3": "#2b7a3d",
        "series-4": "#6448c8",
        "series-5": "#6d5a1e",
        "series-6": "#5c7a00",
    }
)

DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#1e2129",  # Material's slate background at its own hue
        "fg": "#e8ebf3",
        "muted": "#a7b0c2",
        "line": "#343a49",
        "line-2": "#4b5366",
        "surface": "#232733",
        "surface-2": "#2a2f3d",
        "card": "#262b37",
        "accent": "#a9b4ff",
        "accent-soft": "#2f3550",
        "focus": "#c3cbff",
        "e0": "#ff7a5c",
        "e1": "#ffb366",
        "e2": "#aeb6c6",
        "e3": "#74c0f5",
        "e4": "#b8dcff",
        "on-e": "#14171f",
        "e0s": "#402420",
        "e1s": "#3d2e1e",
        "e2s": "#2c313c",
        "e3s": "#1c3346",
        "e4s": "#22344d",
        "heat-0": "#ff7a5c",
        "heat-1": "#8a4f1c",
        "heat-2": "#3d4453",
        "heat-3": "#275e8a",
        "heat-4": "#b8dcff",
        "pain": "#ffb4a1",
        "pain-s": "#3d2521",
        "pain-l": "#7a4335",
        "opp": "#9be0b4",
        "opp-s": "#1f3528",
        "opp-l": "#3f6b50",
        "mot": "#d9b3ff",
        "other": "#a7b0c2",
        "h1": "#22303d",
        "h2": "#274a66",
        "h3": "#2f6d9a",
        "h4": "#6fb1de",
        "h5": "#c4e3f8",
        "series-1": "#6fd8d3",
        "series-2": "#f3a1d2",
        "series-3": "#9be0b4",
        "series-4": "#b9a5ff",
        "series-5": "#d8c46a",
        "series-6": "#c8e06a",
    }
)

SCHEMES: Final[Mapping[Scheme, Mapping[str, str]]] = MappingProxyType({"light": LIGHT, "dark": DARK})

SERIES_DASHES: Final = ("", "2 5", "7 5", "11 4 2 4", "4 3", "1 4 1 8")
"""`stroke-dasharray` of each series from the map's actor on; the first line is solid."""

# The background follows Material, so that a site's own colours apply.
_INHERITED: Final = {"bg": "var(--md-default-bg-color)"}


def token_css() -> str:
    """The variables `--jb-*` of both of Material's colour schemes, as two rules."""
    return (
        _rule("[data-md-color-scheme]", {**LIGHT, **_INHERITED})
        + "\n"
        + _rule("[data-md-color-scheme=slate]", {**DARK, **_INHERITED})
        + "\n"
    )


def _rule(selector: str, colours: Mapping[str, str]) -> str:
    return selector + "{" + ";".join(f"--jb-{name}:{value}" for name, value in colours.items()) + "}"
