"""What one commitment has to do with goals, barriers and other commitments, on one page."""
