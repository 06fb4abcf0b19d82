"""Edits of sources that keep all other text byte for byte."""
