"""A map as HTML: a CSS grid with SVG ink, its step cards, and the same map as a table."""
