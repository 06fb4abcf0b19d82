"""The parts of pages that let a reader propose a change."""
