"""Notice of termination, the event that ends an agreement, and its publication: what follows."""
