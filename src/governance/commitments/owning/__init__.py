"""Who owes the commitments of a draft, and of whom a contribution is asked."""
