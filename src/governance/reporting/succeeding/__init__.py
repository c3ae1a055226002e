"""Reports that were not submitted yet: the successor goes on with what was written."""
