"""Which organisations of the register are named as parties in a file."""
