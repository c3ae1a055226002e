"""Evidence of what was done: a file or a link, of a line or of one of its milestones."""
