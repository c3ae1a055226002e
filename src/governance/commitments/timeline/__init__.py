"""The milestones of an agreement, or of one commitment of a party, on a scale of time."""
