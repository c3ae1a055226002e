"""How long an agreement lasts: its days ahead, by its rules, and what happened to its term."""
