"""The trail nobody can rewrite: one chain of entries per organisation.

Every action writes its entry here, in its own transaction."""
