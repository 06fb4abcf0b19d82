"""Drawings: one view model of a map, and the HTML and SVG made from it. It imports no pages."""
