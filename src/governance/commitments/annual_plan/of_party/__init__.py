"""What one party plans for a year."""
