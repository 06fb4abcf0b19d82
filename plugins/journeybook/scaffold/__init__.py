"""The files of a new portal, from templates, and recipes for the host of its repository."""
