"""Who carries out a commitment for one of those that owe it, where it deviates."""
