"""Pages of the house style and letters of an organisation, with our letters beside them."""
