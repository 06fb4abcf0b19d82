"""What a portal holds, for its authors: lists of a kind, and one object with all its fields."""
