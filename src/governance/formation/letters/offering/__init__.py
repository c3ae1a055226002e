"""Which letters can be made now, for whom, and why another cannot."""
