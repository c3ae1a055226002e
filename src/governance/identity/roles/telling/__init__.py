"""Mail about roles: to who holds one from a day on, or does not any more."""
