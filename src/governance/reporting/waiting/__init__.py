"""Reports that wait for somebody."""
