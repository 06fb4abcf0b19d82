"""Charts: metrics over time, curves over each other, matrices, bars and small curves."""
