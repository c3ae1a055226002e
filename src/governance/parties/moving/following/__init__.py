"""What has no days and follows an organisation that ends: open questions, and what it can."""
