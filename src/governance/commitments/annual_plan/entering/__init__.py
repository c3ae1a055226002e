"""The page on which a party fills in what it plans."""
