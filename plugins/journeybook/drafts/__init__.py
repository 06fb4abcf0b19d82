"""First drafts of sources: short, valid, and with comments that say what can be added next."""
