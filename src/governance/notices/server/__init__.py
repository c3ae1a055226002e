"""The mail server: a connection that is safe, and what its answers mean."""
