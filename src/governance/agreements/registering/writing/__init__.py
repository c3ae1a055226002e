"""From the passages of a text that was registered to a document with articles."""
