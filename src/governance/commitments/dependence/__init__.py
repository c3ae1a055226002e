"""Commitments that wait for other commitments: a late one shows what it holds up."""
