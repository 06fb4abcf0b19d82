"""Files for editors: schemas with the portal's ids, snippets, and settings."""
