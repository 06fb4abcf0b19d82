"""Charts: metrics over time, overlaid curves, matrices, bars and thumbnails."""
