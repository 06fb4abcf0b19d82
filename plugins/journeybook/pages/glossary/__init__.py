"""The glossary page and its terms."""
