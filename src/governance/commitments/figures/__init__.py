"""What a report said was measured of a line, as far as each reader may know it."""
