"""Drawing: one view model of a map, and the pictures made from it. Knows no pages."""
