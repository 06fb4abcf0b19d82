"""Colours that everybody can read: contrast by WCAG 2.2, and emotion told apart without red and green."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations, pairwise

import pytest

from journeybook.drawing.grid.positions import SERIES
from journeybook.drawing.palette import DARK, LIGHT, SCHEMES, SERIES_DASHES, token_css
from journeybook.drawing.swimlane.emotion_lane import series_colour, series_dash
from places import ROOT

STYLES = ROOT / "site_theme" / "styles"
GROUNDS = ("bg", "card", "surface", "surface-2")
TEXT_PAIRS = [
    *(
        (ink, ground)
        for ink in ("fg", "muted", "accent", "pain", "opp", "mot", "other")
        for ground in (*GROUNDS, "accent-soft")
    ),
    *((f"e{level}", ground) for level in range(5) for ground in (*GROUNDS, f"e{level}s")),
    *((ink, f"{ink}-s") for ink in ("pain", "opp")),
    *(("on-e", f"e{level}") for level in range(5)),
    # Heat maps turn around in the dark: their strong end is the bright one, and its words are dark.
    *(("fg", heat) for heat in ("h1", "h2", "h3")),
    *(("on-e", heat) for heat in ("h4", "h5")),
    *(("on-e", f"heat-{level}") for level in (0, 4)),
    *(("fg", f"heat-{level}") for level in (1, 2, 3)),
    *(("bg", ground) for ground in ("accent", "mot")),
]
SHAPE_PAIRS = [
    *((f"series-{number}", ground) for number in range(1, 7) for ground in GROUNDS),
    *((shape, ground) for shape in ("focus", "mot", "accent") for ground in GROUNDS),
    *((f"e{level}", half) for level in range(5) for half in ("e0s", "e4s")),
]

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIMULATIONS = {
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}

both_schemes = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> tuple[float, float, float]:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours."""
    bright, dark = sorted(
        (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True)))
        for colour in (one, other)
    )[::-1]
    return (bright + 0.05) / (dark + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear RGB under D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (
            max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True))) / reference
            for row, reference in zip(rows, white, strict=True)
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, simulation: str) -> float:
    """How different two colours look (CIE76) to somebody with this kind of sight."""
    seen = [
        lab(
            tuple(
                min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True))))
                for row in SIMULATIONS[simulation]
            )
        )
        for colour in (one, other)
    ]
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


@both_schemes
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_is_readable(ink: str, ground: str, colours: Mapping[str, str]) -> None:
    assert contrast(colours[ink], colours[ground]) >= 4.5


@both_schemes
@pytest.mark.parametrize(("ink", "ground"), SHAPE_PAIRS)
def test_shapes_stand_out(ink: str, ground: str, colours: Mapping[str, str]) -> None:
    assert contrast(colours[ink], colours[ground]) >= 3


@both_schemes
@pytest.mark.parametrize("sight", SIMULATIONS)
def test_levels_of_emotion_differ_for_every_eye(sight: str, colours: Mapping[str, str]) -> None:
    levels = [colours[f"e{level}"] for level in range(5)]
    for one, other in combinations(levels, 2):
        assert distance(one, other, sight) >= 11
    # The ends must never be mistaken; a red and a green of traffic lights come as close as 14.
    assert distance(levels[0], levels[-1], sight) >= 50


@both_schemes
@pytest.mark.parametrize("sight", SIMULATIONS)
@pytest.mark.parametrize(("name", "least"), [("e{}", 12), ("heat-{}", 20)])
def test_each_step_of_the_ramp_is_told_from_the_next(
    name: str, least: int, sight: str, colours: Mapping[str, str]
) -> None:
    ramp = [colours[name.format(level)] for level in range(5)]
    assert min(distance(*pair, sight) for pair in pairwise(ramp)) >= least


@both_schemes
def test_no_person_has_the_colour_of_a_feeling(colours: Mapping[str, str]) -> None:
    for number in range(1, 7):
        person = colours[f"series-{number}"]
        assert min(distance(person, colours[f"e{level}"], "none") for level in range(5)) >= 20


def test_a_traffic_light_would_fail_that_measure() -> None:
    assert distance("#c0392b", "#27ae60", "deuteranopia") < 50


@both_schemes
@pytest.mark.parametrize("sight", SIMULATIONS)
def test_series_that_look_alike_differ_by_their_dash(sight: str, colours: Mapping[str, str]) -> None:
    for one, other in combinations(range(6), 2):
        alike = distance(colours[f"series-{one + 1}"], colours[f"series-{other + 1}"], sight) < 20
        assert not alike or SERIES_DASHES[one] != SERIES_DASHES[other]


def test_no_two_curves_of_a_map_look_alike() -> None:
    looks = [(series_colour(series), series_dash(series)) for series in range(36)]
    assert len(set(looks)) == 36
    styles = (STYLES / "20-map-1-look.css").read_text("utf-8")
    dashes = {
        int(series): dash
        for names, dash in re.findall(r"((?:,?\.jb-curve__line--\d+)+)\{stroke-dasharray:([^}]*)\}", styles)
        for series in re.findall(r"\d+", names)
    }
    assert dashes == {series: series_dash(series) for series in range(SERIES) if series_dash(series)}


def test_no_two_marks_of_a_map_look_alike() -> None:
    look = (STYLES / "20-map-1-look.css").read_text("utf-8")
    grid = (STYLES / "20-map-3-grid.css").read_text("utf-8")
    assert ":is(.jb-curve__line,.jb-dot){--d:var(--jb-series-1)}" in look

    def named(text: str, rule: str) -> dict[int, str]:
        """What a rule says of each series that it names."""
        return {
            int(series): value
            for names, value in re.findall(rule, text)
            for series in re.findall(r"\.jb-series-(\d+)", names)
        }

    colours = named(look, r":is\(\.jb-curve__line,\.jb-dot\):is\(([^)]*)\)\{--d:([^}]*)\}")
    shapes = named(grid, r"\.jb-dot:is\(([^)]*)\)\{border-radius:1px(;rotate:45deg)?\}")
    filled = named(grid, r"\.jb-dot:is\(([^)]*)\)\{background:(var\(--d\))\}")
    marks = [(colours.get(at), shapes.get(at), filled.get(at)) for at in range(1, SERIES)]
    assert len(set(marks)) == SERIES - 1


def test_both_schemes_have_the_same_names_and_their_rules_too() -> None:
    assert set(LIGHT) == set(DARK)
    assert set(SCHEMES) == {"light", "dark"}
    light, dark = re.findall(r"^(\[[^{]+)\{([^}]*)\}$", token_css(), re.MULTILINE)
    assert (light[0], dark[0]) == ("[data-md-color-scheme]", "[data-md-color-scheme=slate]")
    for (_, body), colours in ((light, LIGHT), (dark, DARK)):
        declared = dict(declaration.split(":", 1) for declaration in body.split(";"))
        assert declared["--jb-bg"] == "var(--md-default-bg-color)"
        assert {f"--jb-{name}": value for name, value in colours.items() if name != "bg"} == {
            name: value for name, value in declared.items() if name != "--jb-bg"
        }
