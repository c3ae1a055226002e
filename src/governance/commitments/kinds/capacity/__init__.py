"""Coverage and capacity: no more is covered than there is."""
