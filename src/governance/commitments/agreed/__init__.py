"""The commitments of an agreement as they were agreed, with who owes them and their plan."""
