"""The page on which a draft is read with the remarks upon it."""
