"""The pages on which organisations are let into a region, and their memberships end."""
