"""The two drawings of a regional report: bars per theme, and a timeline of milestones."""
