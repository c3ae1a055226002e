"""Reorganisation (herindeling): organisations end, others go on for them; one act, seen before."""
