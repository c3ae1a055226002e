"""Review of roles (BIO2 5.18.02, 8.02.01): each role confirmed or withdrawn, kept as evidence."""
