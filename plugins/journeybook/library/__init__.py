"""The library: the objects of a portal by id, their references, and how names are looked up."""
