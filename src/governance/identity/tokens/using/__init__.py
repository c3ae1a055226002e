"""A machine that comes in with an API token: who it is, when it last did, and who is refused."""
