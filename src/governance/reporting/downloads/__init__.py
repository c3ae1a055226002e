"""Progress reports to take away, as Word and PDF."""
