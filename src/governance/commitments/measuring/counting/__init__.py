"""Which indicator of another agreement one counts towards, and when that is right."""
