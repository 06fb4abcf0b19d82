"""Pages: library in, finished pages out. Knows no host and no checks."""
