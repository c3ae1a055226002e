"""What one party sees of the line of another: as its steering committee adopted it, no more."""
