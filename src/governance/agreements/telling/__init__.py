"""What happened to an agreement, told act by act."""
