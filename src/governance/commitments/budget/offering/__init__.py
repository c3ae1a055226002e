"""What the forms of contributions and of spending offer to choose from."""
