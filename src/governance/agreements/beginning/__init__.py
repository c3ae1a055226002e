"""How a draft begins."""
