"""Notices of termination: a party that withdraws, or wants no extension."""
