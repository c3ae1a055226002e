"""Taking somebody up again who left."""
