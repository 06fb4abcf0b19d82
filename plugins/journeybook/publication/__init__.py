"""A site put in the place of another: built beside it, exchanged, kept for a rollback."""
