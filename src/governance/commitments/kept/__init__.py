"""How commitments are kept by their parties, for pages that show many of them."""
