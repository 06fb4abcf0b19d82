"""The review page and its calendar."""
