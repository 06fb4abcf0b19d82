"""Fenced blocks in Markdown pages that are replaced by drawings."""
