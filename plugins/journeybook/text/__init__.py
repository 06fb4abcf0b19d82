"""General text processing: characters, widths, line breaks, numbers and spelling suggestions."""
