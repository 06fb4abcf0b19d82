"""Insight: pure computations over the library. Knows neither drawings nor pages."""
