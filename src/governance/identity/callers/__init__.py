"""Where a request comes from, as far as it is kept."""
