"""Which commitments a model proposes for the parties that are there."""
