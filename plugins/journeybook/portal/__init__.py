"""A portal: its sources read, checked and repaired."""
