"""Rules about how good a source is, one function each. Its docstring is its page; `page.py` says how it is laid out."""
