"""A site put in the place of another: built beside it, exchanged in one step, kept for a rollback."""
