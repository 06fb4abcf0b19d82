"""Other formats: importers, exporters, and conversion between the forms of our own format."""
