"""Rules about the quality of sources. See `rules.rule_page` for the layout of their docstrings."""
