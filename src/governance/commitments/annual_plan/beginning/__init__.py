"""Beginning the annual plan of a party: from the goals, a safety plan, or the year before."""
