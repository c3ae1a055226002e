"""An amendment: an agreement of its own that changes another one once all have signed it."""
