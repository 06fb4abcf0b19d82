"""Rules of the checks: how one is declared, and those that are found where sources are read, imported or shown."""
