"""Metrics in tables."""
