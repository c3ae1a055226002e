"""Whose functions, routes and tables somebody sees."""
