"""The life of an agreement as its parties see it."""
