"""Roltoewijzing: which role somebody holds, for whom, from and until when; and standing in."""
