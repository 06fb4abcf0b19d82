"""Caches kept between runs, protected from stale and foreign content."""
