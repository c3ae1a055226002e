"""An addendum: an agreement of its own beside one in force, that ends with it."""
