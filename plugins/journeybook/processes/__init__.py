"""Work in several processes: how many there are, the pool of them, and the log of what they do."""
