"""Pages of recommendations: one, and the board of all."""
