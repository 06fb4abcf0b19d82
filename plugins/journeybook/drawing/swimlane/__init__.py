"""A map as one self-contained SVG file."""
