"""Metrics counted from the events of a CRM or an analytics tool."""
