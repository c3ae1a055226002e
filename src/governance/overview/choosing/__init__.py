"""Which organisation is asked to fill a function that is not filled somewhere."""
