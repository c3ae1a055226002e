"""The one page for administrators: what fits on it, and what goes on after it."""
