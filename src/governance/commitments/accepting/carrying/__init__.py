"""A delay that was accepted of an organisation that ends, at its successor."""
