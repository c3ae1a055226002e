"""Open milestones of many commitments are planned on other days."""
