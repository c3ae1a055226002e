"""The priority of commitments, changed for many at once, with the way back."""
