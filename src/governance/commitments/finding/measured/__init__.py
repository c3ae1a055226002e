"""The measurements of one's own organisation as a sheet beside the list of commitments."""
