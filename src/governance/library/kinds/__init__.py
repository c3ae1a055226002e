"""Kinds of commitment (soorten toezegging): folders with their own fields, words and sentences."""
