"""What a person typed line by line, read as a list."""
