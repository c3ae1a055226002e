"""Asking all parties for their consent, and carrying out what they agreed to."""
