"""What a region uses of the service: what it has not turned on is not in its way."""
