"""One card per organisation: everything it has promised, and everyone it provides."""
