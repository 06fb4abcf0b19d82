"""Text in general: characters, widths, line breaks, numbers and spelling suggestions."""
