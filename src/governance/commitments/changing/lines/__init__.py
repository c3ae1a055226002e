"""Lines as they are now, with all that a change of many asks of them."""
