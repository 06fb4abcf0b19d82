"""Other portals that this one names: their settings, and what is read and fetched of them."""
