"""Calendar feeds of an organisation that ends, at its successor."""
