"""Computations over the library, as pure functions. They import neither drawings nor pages."""
