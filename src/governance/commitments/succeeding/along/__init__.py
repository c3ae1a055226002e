"""What goes along with the commitments of organisations that end: proof, sharing, execution."""
