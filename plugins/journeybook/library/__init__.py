"""The library: every object of a portal by its id, the references between them, and how they are looked up."""
