"""Roles of people of an organisation that ends go on at its successor, in the act that ends it."""
