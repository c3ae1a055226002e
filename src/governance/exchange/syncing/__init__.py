"""Registers that the service fetches itself from their owners: all of them taken over, or none."""
