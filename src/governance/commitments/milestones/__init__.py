"""Milestones of a commitment: as the agreement plans them, and as each party keeps them."""
