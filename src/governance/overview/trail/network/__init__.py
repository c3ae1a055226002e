"""What the trail calls what was done in the network, of all its packages together."""
