"""A passage as it was typed, read with the conditions that stand within it."""
