"""What values, fields and kinds are called on pages and in reports."""
