"""The format: one module per kind of object. Nothing here knows files, pages or hosts."""
