"""The rules over a library; each finds one kind of mistake."""
