"""A report asks the measurements of its period, where a commitment has indicators."""
