"""The roles that a review is of: as they are held now, and as its lines have noted them."""
