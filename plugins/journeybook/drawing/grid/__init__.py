"""A map as HTML: a CSS grid with SVG curves, step cards, and the same map as a table."""
