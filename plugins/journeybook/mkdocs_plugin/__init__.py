"""The MkDocs shell around the core."""
