"""Who is next in a party, since when, and what can be done about it."""
