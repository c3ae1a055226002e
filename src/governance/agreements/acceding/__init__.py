"""A party that comes into an agreement in force."""
