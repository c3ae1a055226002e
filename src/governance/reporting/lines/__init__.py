"""The lines of a report: what is said of each commitment and milestone, and last time's words."""
