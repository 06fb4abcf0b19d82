"""Pages of insight over all maps."""
