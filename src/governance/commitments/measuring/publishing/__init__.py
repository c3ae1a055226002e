"""What others may know of the values of an organisation, and nothing else of them."""
