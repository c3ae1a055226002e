"""Local case direction: who directs is not its own deputy."""
