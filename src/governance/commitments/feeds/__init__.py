"""Calendar feeds: a secret address at which somebody's own calendar program reads milestones."""
