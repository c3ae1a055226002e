"""What a letter tells of a party that leaves, or of a part that ends."""
