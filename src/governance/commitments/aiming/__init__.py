"""From vision to measure: what a region wants, and which commitments serve it."""
