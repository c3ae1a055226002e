"""Indicators of a commitment, what is measured of them, and what others may see of that."""
