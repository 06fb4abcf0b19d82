"""What changed: two libraries compared in words, and a portal's history out of git."""
