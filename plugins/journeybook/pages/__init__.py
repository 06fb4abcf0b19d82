"""Pages: finished pages made from the library. They import neither a host nor the checks."""
