"""The periods over which one measures."""
