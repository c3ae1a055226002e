"""New access for who lost every way to sign in."""
