"""My account: what one signs in with, and another password."""
