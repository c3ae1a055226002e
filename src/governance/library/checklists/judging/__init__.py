"""An agreement held against the rule sets: every point with its state, and what stops it."""
