"""Personas in Markdown pages and tables."""
