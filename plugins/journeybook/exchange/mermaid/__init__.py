"""Reads Mermaid journey diagrams as journey maps."""
