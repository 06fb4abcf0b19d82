"""Pages of reading paths."""
