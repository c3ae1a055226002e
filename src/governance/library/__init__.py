"""Model agreements: found in folders, filled in with answers, checked with all complaints at once."""
