"""The way of a party to its decision: who advises, what the council said, who is next."""
