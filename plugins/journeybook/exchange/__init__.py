"""Importers, exporters, and conversion between YAML and Markdown."""
