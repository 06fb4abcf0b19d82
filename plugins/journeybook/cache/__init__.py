"""Caches kept between runs, and how each is protected from being read when stale or foreign."""
