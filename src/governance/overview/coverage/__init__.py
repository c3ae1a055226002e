"""Coverage: which functions are filled at which municipality, where nobody is, and since when."""
