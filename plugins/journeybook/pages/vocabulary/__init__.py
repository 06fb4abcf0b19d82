"""Pages of what the vocabulary defines: channels, teams, systems, areas and lifecycle stages."""
