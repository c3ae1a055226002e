"""Sessions: beginning one, the list of my own, ending one or all others."""
