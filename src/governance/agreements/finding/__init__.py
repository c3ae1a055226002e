"""Search inside the text of agreements, article by article."""
