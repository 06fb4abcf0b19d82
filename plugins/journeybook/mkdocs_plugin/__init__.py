"""The MkDocs plugin: it connects MkDocs with the core."""
