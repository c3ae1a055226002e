"""Organisations, their authorities, regions, committees and seats, and who fills which function."""
