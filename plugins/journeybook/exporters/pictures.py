"""The part of a map that an exported picture shows, and its drawing."""

from __future__ import annotations

from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.excerpt import curve_of, stage_of
from journeybook.drawing.view.model import MapView
from journeybook.exporters.exporter import ExportOptions
from journeybook.pages.portfolio import Portfolio


def shown_view(portfolio: Portfolio, key: str, options: ExportOptions) -> MapView:
    """The map `key`, one stage of it, or its curve; the stage is one of the map."""
    view = portfolio.view(key)
    if options.stage is not None:
        view = stage_of(view, next(stage for stage in view.stages if stage.id == options.stage))
    return curve_of(view) if options.curve else view


def draw_picture(portfolio: Portfolio, key: str, options: ExportOptions) -> str:
    """The SVG document of what is shown of a map."""
    return draw_swimlane(
        shown_view(portfolio, key, options),
        portfolio.library.title,
        options.scheme,
        portfolio.known,
        shown_width=options.width,
    )


def picture_name(key: str, options: ExportOptions, ending: str) -> str:
    """The name of a picture's file: `fibre-order-curve-dark.svg`."""
    parts = (key, options.stage, "curve" if options.curve else None)
    scheme = None if options.scheme == "light" else options.scheme
    return "-".join(part for part in (*parts, scheme) if part) + ending
