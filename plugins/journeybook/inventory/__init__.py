"""What a portal holds, for those who write it: lists of a kind, and one thing with all that it says."""
