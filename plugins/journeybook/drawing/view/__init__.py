"""The view model of a map: lanes, columns and curves, independent of how they are drawn."""
