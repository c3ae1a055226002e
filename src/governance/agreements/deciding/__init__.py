"""Pages of a text that is put up: the decision of an authority, taking it back."""
