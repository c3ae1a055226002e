"""One step of an agreement: found, locked, allowed, and noted in the trail."""
