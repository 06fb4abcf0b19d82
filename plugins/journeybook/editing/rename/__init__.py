"""Renaming an id everywhere, and the proof that nothing else changed."""
