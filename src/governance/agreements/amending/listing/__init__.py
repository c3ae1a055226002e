"""Which agreements belong together: amendments, addenda, what followed what."""
