"""Descriptions of the format, derived from the models, for schemas, pages and editors."""
