"""The page on which the parties of a draft are chosen."""
