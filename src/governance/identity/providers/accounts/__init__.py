"""The accounts at providers that belong to somebody: taken away by the owner, or forgotten."""
