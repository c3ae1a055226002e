"""What is measured over the period of a report, of many commitments at once."""
