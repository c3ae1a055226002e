"""The step that is next in the chains of the own organisation, for its start page."""
