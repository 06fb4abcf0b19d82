"""Reports of a check: text for people, JSON and annotations for programs."""
