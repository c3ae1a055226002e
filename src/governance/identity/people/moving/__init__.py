"""Moving to another organisation (overstap): roles end here and begin there, on one day."""
