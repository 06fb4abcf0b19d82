"""What editors get: schemas that know the portal's own ids, snippets, and the settings that find them."""
