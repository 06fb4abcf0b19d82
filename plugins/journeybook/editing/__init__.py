"""Edits of sources by spans: what stands around them stays byte for byte as its authors wrote it."""
