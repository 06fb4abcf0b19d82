"""Renames an id everywhere, and verifies that nothing else changes."""
