"""A register that is handed in on a page or by a machine: looked at first, then taken over."""
