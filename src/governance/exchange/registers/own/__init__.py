"""Our own layout."""
