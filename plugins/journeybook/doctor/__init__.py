"""What `journeybook doctor` looks at: whether what a portal needs is there, and what would be better."""
