"""The trail of finding and working through commitments."""
