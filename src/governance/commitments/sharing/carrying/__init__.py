"""What was adopted of an organisation that ends, at its successor."""
