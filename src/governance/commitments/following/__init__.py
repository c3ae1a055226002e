"""What becomes of open commitments when another agreement follows theirs."""
