"""What the entries of the trail are about, by name, as far as the reader may know it."""
