"""What the pages of contributions and of spending have in common."""
