"""The versions of a text: fixed to negotiate upon or for the decision, read and downloaded."""
