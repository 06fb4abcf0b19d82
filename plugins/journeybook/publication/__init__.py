"""A site put in the place of another: built beside it, checked, exchanged in one step, and kept to return to."""
