"""Renaming an id everywhere: edits of spans in sources and hand-written pages, and the former id written down."""
