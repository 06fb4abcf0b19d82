"""The view model of a map: what is drawn, in lanes and columns, independent of how it is drawn."""
