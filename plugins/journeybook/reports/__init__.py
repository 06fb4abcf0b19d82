"""Reports of differences and histories for terminals, comments, files, programs and feeds."""
