"""One record of an administrative agreement, from first draft to kept promise."""
