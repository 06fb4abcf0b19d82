"""Cards that readers see when they point at a link."""
