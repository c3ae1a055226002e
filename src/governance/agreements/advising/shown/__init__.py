"""The chain of a party as one of its readers sees it, made of what is stored."""
