"""Taking a step of a report: who may, from which state, and what is written of it."""
