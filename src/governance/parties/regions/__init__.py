"""Regions by hand: typed groupings that overlap, and who is in them from when until when."""
