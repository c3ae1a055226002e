"""The shared budget: what parties contribute to an agreement in a year, and what is spent of it."""
