"""The page of one journey map."""
