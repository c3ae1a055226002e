"""Mail to who made a token, before it ends."""
