"""What becomes of commitments when an agreement ends, or a party leaves it."""
