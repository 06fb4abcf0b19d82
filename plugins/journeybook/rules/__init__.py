"""How a rule is declared, and the rules that are found while sources are read or imported."""
