"""Clauses (modelbepalingen): texts to compose models of and to take into a draft, in versions."""
