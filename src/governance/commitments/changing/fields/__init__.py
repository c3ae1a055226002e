"""The fields that can be changed for many commitments at once, each with its rules."""
