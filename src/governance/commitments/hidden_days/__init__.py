"""Days and places of inspections to come: told on the page of their commitment and nowhere else."""
