"""The catalogue of all maps."""
