"""Finding commitments over all agreements: filters in the address, columns, order, files."""
