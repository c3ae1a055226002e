"""Prevention offers: who offers what to whom, by which method, where, at what cost."""
