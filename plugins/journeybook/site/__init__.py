"""The site without a host: what is published besides the pages, and from what."""
