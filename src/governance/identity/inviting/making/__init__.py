"""Making an invitation, in the transaction of its cause."""
