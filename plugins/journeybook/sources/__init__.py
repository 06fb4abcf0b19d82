"""Reading of source files: from bytes to the objects of the library."""
