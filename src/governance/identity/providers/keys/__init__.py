"""Signatures of a provider: its public keys, and what was signed with one of them."""
