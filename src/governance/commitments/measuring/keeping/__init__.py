"""Adding, changing and removing the indicators of a commitment, by who keeps its agreement."""
