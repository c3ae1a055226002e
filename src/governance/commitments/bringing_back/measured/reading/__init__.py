"""The rows of a sheet of measurements."""
