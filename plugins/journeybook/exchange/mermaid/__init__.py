"""Mermaid journey diagrams, read as journey maps."""
