"""Fenced blocks in Markdown pages that journeybook turns into drawings."""
