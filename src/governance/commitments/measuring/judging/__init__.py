"""What measurements say of how a line stands: whether the newest one stays below its step."""
