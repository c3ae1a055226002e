"""What actions on commitments are called on the page of permissions."""
