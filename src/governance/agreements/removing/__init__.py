"""Taking out a decision or signature that should not have been recorded."""
