"""When a step of an agreement can be taken, and why not now."""
