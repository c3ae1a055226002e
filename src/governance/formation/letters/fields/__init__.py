"""The fields that a template of a letter may use."""
