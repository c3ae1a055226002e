"""A copy of a file without what it says of who made it, for what is published."""
