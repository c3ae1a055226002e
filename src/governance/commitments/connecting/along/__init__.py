"""What becomes of the connections of commitments that go on elsewhere, or are taken out."""
