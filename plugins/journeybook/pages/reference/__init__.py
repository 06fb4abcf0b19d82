"""The format reference."""
