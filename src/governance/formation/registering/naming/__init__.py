"""Parties that the file of a registration names and the register did not know for certain."""
