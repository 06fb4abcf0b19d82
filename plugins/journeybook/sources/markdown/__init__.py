"""Markdown sources: front matter, maps written as headings and lists, and their writer."""
