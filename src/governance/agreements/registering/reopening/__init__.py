"""Taking a registration that counts back to a draft, to put it right."""
