"""Describing a person anew: function, name, language, and where mail goes."""
