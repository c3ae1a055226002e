"""Which kinds of commitment there are to choose from."""
