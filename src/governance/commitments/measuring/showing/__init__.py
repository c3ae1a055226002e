"""What everybody who takes part sees of measurements: the one door to the numbers of others."""
