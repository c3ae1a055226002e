"""The TOOI register as JSON."""
