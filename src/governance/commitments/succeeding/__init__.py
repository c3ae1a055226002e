"""Open commitments of an organisation that ends: its successor owes them from that day."""
