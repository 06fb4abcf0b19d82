"""The comparison of two libraries, and a portal's history from git."""
