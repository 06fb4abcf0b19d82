"""Pages of evidence: one source, and all sources."""
