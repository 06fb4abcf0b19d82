"""Maps written in other formats: a module for each format, behind one protocol."""
