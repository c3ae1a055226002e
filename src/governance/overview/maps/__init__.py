"""Coverage on a map: tiles that we draw ourselves, or real boundaries once these are imported."""
