"""How a commitment stands: one rule as a table, for lines, milestones, SQL and documentation."""
