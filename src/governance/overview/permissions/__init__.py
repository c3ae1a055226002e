"""Who may do what, as one matrix: the permission table and the workflows together."""
