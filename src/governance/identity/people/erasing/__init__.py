"""Taking away every way in that somebody had: the last step of erasing details."""
