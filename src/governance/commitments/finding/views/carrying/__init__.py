"""Lists under a name of an organisation that ends, at its successor."""
