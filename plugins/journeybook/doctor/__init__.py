"""The checks of `journeybook doctor`: what a portal needs, and what could be better."""
