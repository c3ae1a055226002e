"""What the link of an invitation would open."""
