"""Values that are computed again only where something that they depend on has changed."""
