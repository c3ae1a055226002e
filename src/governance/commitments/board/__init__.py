"""The board: commitments in lanes by how they stand or by their state."""
