"""When a step of a report or a round is open, and why it is not."""
