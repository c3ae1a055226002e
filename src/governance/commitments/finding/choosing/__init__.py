"""What a list of commitments can be narrowed to."""
