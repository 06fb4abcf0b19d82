"""Authors' Markdown: rendered as safe HTML, or as plain runs of text."""
