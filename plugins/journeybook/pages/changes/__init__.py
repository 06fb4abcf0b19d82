"""The page of changes, and its feed."""
