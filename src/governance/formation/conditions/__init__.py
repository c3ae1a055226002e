"""The conditions of a text, as a person reads and types them."""
