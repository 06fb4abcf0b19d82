"""The format told: what every field means and takes, read from the models, for schemas, pages and editors."""
