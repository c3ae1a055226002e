"""Whether the trail still holds: a walk over every chain, its head and its checkpoints."""
