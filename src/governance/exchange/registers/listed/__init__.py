"""The list of TOOI organisations."""
