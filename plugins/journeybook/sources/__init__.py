"""Files to model: everything that turns bytes into objects of the library."""
