"""How a letter is kept while it waits: what is secret in it is sealed."""
