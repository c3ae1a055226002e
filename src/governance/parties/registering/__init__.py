"""Taking over an official register, or a file of our own layout: first a plan, then the deed."""
