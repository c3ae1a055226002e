"""One commitment as one party keeps it: its page, and what is decided about it there."""
