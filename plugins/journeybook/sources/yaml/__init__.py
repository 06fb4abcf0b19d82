"""YAML sources: a bounded reader with places, its error messages, and a writer."""
