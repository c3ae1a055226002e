"""A line as its reader may know it: what every list of lines reads of it."""
