"""Clauses in a draft: one taken as an article, a newer version of it adopted or not."""
