"""What a letter tells of the agreement and of each party."""
