"""The page of one persona."""
